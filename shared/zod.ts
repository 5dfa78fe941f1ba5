/**
 * zod, set up once. The window's content security policy forbids evaluated code, so zod's just-in-time parser is switched off
 * before the first schema exists. Every schema in `shared/` imports `z` from here.
 */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
