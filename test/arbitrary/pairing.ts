import fc from 'fast-check';

/** Names without unseen characters. */
export const anyLineName = fc.constantFrom('Ada', 'Ben', 'Chloë', 'Dr. O’Neill', '李', 'Émile Zola');
