/** Writes `docs/checks.md` from the definitions of checks; with `--check` only says whether it is what they give. */
import { checkDocs } from './lib/checkDocs.js';
import { writeFormatted } from './lib/writeFormatted.js';

await writeFormatted('docs/checks.md', checkDocs(), 'src/validation/checks/');
