/** What a page of the app may load and do, sent with every one of its files. */

/**
 * The one style element React Aria adds (`touch-action` for what can be pressed), by the hash of its text. It changes with the
 * package; a test computes it from the installed one.
 */
export const REACT_ARIA_STYLE_HASH = 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';

const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': `'self' '${REACT_ARIA_STYLE_HASH}'`,
  'img-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'none'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  // The editor parses what is pasted in a document of its own that no script runs in.
  'trusted-types': 'ProseMirrorClipboard',
} as const;

export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
