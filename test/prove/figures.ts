/** The figures, in the order they are run: those that take longest first. */
import type { Figure } from './figure.ts';
import { g1 } from './g1-primitives.ts';
import { g10 } from './g10-fuzz.ts';
import { g11 } from './g11-commitment.ts';
import { g12 } from './g12-keys.ts';
import { g13 } from './g13-costs.ts';
import { g14 } from './g14-nonces.ts';
import { g15 } from './g15-metadata.ts';
import { g16 } from './g16-deletion.ts';
import { g18 } from './g18-golden.ts';
import { g17 } from './g17-speed.ts';
import { g2 } from './g2-vectors.ts';
import { g3 } from './g3-bit-flips.ts';
import { g4 } from './g4-structure.ts';
import { g5 } from './g5-kills.ts';
import { g6 } from './g6-power.ts';
import { g7 } from './g7-canaries.ts';
import { g8 } from './g8-memory.ts';
import { g9 } from './g9-reader.ts';

export const FIGURES: readonly Figure[] = [g7, g5, g6, g3, g4, g10, g8, g2, g12, g1, g9, g11, g13, g14, g15, g16, g18, g17];
