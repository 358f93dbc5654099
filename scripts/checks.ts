/** Writes `docs/checks.md` from the definitions of checks; with `--check` only says whether it is what they give. */
import { checkDocs } from './lib/checkDocs.js';
import { writeDoc } from './lib/writeDoc.js';

await writeDoc('checks.md', checkDocs(), 'src/validation/checks/');
