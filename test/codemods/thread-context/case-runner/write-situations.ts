/** `npm run situations` */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCases } from './case.js';
import { renderSituations } from './situations.js';

writeFileSync(fileURLToPath(new URL('../../../../docs/situations.md', import.meta.url)), renderSituations(loadCases()));
