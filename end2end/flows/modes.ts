/** In which modes the flow map looks at a scenario, and where it keeps what it saw. */

import { resolve } from 'node:path';

export const MODES = [
  { mode: 'desktop', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { mode: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { mode: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
] as const;

export type Mode = (typeof MODES)[number]['mode'];

const FOLDER = resolve(import.meta.dirname, '../../target/flows');

/**
 * Pictures are kept outside of git: they depend on the machine's Chromium and on what its text looks like, and a set is
 * larger than all of the sources.
 */
export const folders = { now: `${FOLDER}/now`, approved: `${FOLDER}/approved`, sheet: `${FOLDER}/flows.html` };

export const picture = (folder: string, name: string, mode: Mode): string => `${folder}/${name}-${mode}.jpg`;
