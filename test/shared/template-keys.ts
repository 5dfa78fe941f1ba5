/** Every prompt of the domain's fourteen templates: key, kind, whom it is about, a dot where it is required, and the measure it writes. Frozen. */
export const PROMPT_KEYS = `
after-coaching/intention long_text me •
after-coaching/challenge scale me challenge
after-coaching/support scale me support
after-coaching/unasked long_text me
after-coaching/unasked-why checklist me
after-coaching/self-moderation scale me selfModeration
after-coaching/advice choice me
after-coaching/agenda choice us
after-coaching/status scale us statusFelt
after-coaching/next-time long_text me
after-coaching/peer-note long_text peer
after-being-coached/brought long_text me •
after-being-coached/real-topic choice me
after-being-coached/candour scale me candour
after-being-coached/left-out long_text me
after-being-coached/left-out-why checklist me
after-being-coached/tested scale us challenge
after-being-coached/supported scale us support
after-being-coached/turn long_text us
after-being-coached/perspective scale me newPerspective
after-being-coached/shift long_text me
after-being-coached/ask-next long_text me
after-being-coached/next-step long_text me
niceness-audit/softened long_text me •
niceness-audit/plain-version long_text me
niceness-audit/protects choice me
niceness-audit/future-turn scale me
niceness-audit/after-praise choice us
niceness-audit/edges checklist us
niceness-audit/cost long_text me
niceness-audit/keep long_text me
niceness-audit/experiment choice me
niceness-audit/tell-peer long_text us
status-check/felt scale us
status-check/which checklist us
status-check/moment long_text us
status-check/my-move long_text me •
status-check/impress scale me
status-check/changed choice us
status-check/named choice us
status-check/opening long_text us
status-check/step choice me
confidentiality-check/unwelcome long_text me •
confidentiality-check/who checklist us
confidentiality-check/wanted choice us
confidentiality-check/reply long_text us
confidentiality-check/travelled choice us
confidentiality-check/inferred long_text us
confidentiality-check/notes checklist me
confidentiality-check/trust scale us
confidentiality-check/effect long_text us
confidentiality-check/todo checklist us
contracting-conversation/purpose long_text me •
contracting-conversation/chairs choice us
contracting-conversation/rhythm choice us
contracting-conversation/challenge-wish long_text me
contracting-conversation/off-table long_text me
contracting-conversation/differences checklist us
contracting-conversation/stays checklist us
contracting-conversation/travels choice us
contracting-conversation/outside-reply long_text us
contracting-conversation/notes-rules checklist us
contracting-conversation/exceptions checklist us
contracting-conversation/stopping long_text us
contracting-conversation/review choice us
contracting-conversation/hard-to-say long_text me
re-contracting/changed long_text us •
re-contracting/works long_text us
re-contracting/strain choice us
re-contracting/start-today choice us
re-contracting/freedom scale us
re-contracting/ask long_text me
re-contracting/offer long_text me
re-contracting/ledger long_text us
re-contracting/decision choice us
re-contracting/next-review choice us
ending-a-pairing/kind choice us
ending-a-pairing/learned long_text me •
ending-a-pairing/chairs long_text me
ending-a-pairing/unsaid long_text us
ending-a-pairing/thanks long_text peer
ending-a-pairing/remains checklist us
ending-a-pairing/notes checklist me
ending-a-pairing/at-work long_text us
ending-a-pairing/finished scale me
ending-a-pairing/onward long_text me
quarterly-review/pattern long_text me •
quarterly-review/easier-chair choice me
quarterly-review/learning long_text me
quarterly-review/walked-around long_text me
quarterly-review/practice long_text me
quarterly-review/worth scale me
quarterly-review/surroundings checklist us
quarterly-review/agreements choice us
quarterly-review/support choice me
quarterly-review/intention long_text me
quarterly-review/housekeeping checklist me
stuck-session/where choice us •
stuck-session/first-sign long_text me
stuck-session/my-part long_text me
stuck-session/protecting choice me
stuck-session/safety scale us safety
stuck-session/nobody-said long_text us
stuck-session/still-stuck scale me
stuck-session/one-step long_text me
stuck-session/try checklist us
stuck-session/right-place choice me
gibbs-cycle/facts long_text us •
gibbs-cycle/feelings long_text me
gibbs-cycle/worth-having long_text me
gibbs-cycle/not-worth long_text me
gibbs-cycle/explains long_text us
gibbs-cycle/conclusion long_text me
gibbs-cycle/plan long_text me
what-so-what-now-what/what long_text us
what-so-what-now-what/noticed long_text me
what-so-what-now-what/so-what long_text me •
what-so-what-now-what/rule long_text me
what-so-what-now-what/now-what long_text me
what-so-what-now-what/when choice me
what-so-what-now-what/tell long_text me
grow-debrief/chair choice me •
grow-debrief/goal long_text us
grow-debrief/goal-clarity scale us
grow-debrief/reality long_text me
grow-debrief/options choice us
grow-debrief/options-source choice us
grow-debrief/will long_text me
grow-debrief/commitment scale me
grow-debrief/skipped checklist us
grow-debrief/slow-down long_text me
seven-viewpoints/eye-1 long_text peer
seven-viewpoints/eye-2 long_text me
seven-viewpoints/eye-3 long_text us
seven-viewpoints/eye-4 long_text me
seven-viewpoints/eye-5 long_text me
seven-viewpoints/eye-6 long_text me
seven-viewpoints/eye-7 long_text us
seven-viewpoints/surprise choice me
seven-viewpoints/follows long_text me •
`;
