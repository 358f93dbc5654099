/** Writes `docs/errors.md` from the codes of errors; with `--check` only says whether it is what they give. */
import { errorDocs } from './lib/errorDocs.js';
import { writeFormatted } from './lib/writeFormatted.js';

await writeFormatted('docs/errors.md', errorDocs(), 'src/words/errors/');
