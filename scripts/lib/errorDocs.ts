import { clientErrors } from '../../src/words/errors/clientErrors.js';
import type { CodeTable } from '../../src/words/errors/CodeFacts.js';
import { commandErrors } from '../../src/words/errors/commandErrors.js';
import { questionErrors } from '../../src/words/errors/questionErrors.js';
import { requestErrors } from '../../src/words/errors/requestErrors.js';
import { markdownTable } from './markdownTable.js';

function codeTable(table: CodeTable): string {
  const rows = Object.entries(table).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const hasStatus = rows.some(([, { status }]) => status !== undefined);
  return markdownTable(
    ['code', ...(hasStatus ? ['status'] : []), 'what it means', 'what you can do'],
    rows.map(([code, { means, remedy, status }]) => [
      `\`${code}\``,
      ...(hasStatus ? [status === undefined ? '' : String(status)] : []),
      means,
      remedy,
    ]),
  );
}

/** The text of `docs/errors.md`: every code of an error, from its table. */
export const errorDocs = (): string => `# Errors

Made from the tables in \`src/words/errors/\`; do not edit. Every failure has a sentence that names what was wrong, and a stable code:
\`extensions.code\` of an error in an answer, \`code\` of a \`UserError\` of the [query builder](metrics-by-level.md). The sentence is for
people and may change; tell failures apart by the code.

## Requests that are refused as a whole

One error and no data. The status is that of an answer as \`application/graphql-response+json\`; where a document or its variables are
refused (400), an answer as \`application/json\` has 200, as GraphQL over HTTP has it. With 503 comes \`Retry-After\` where asking again helps.

${codeTable(requestErrors)}

## Questions

Errors of one field, beside the data of the others; the status is then 200. Where a code has a status, the whole request may be refused
with it. Commands that take names of metrics or attributes fail with the same codes.

${codeTable(questionErrors)}

## Commands and the start of the server

Commands print the sentence and end with an exit code: see [operating](operating.md) and [importing](importing.md).

${codeTable(commandErrors)}

## The query builder

Beside the codes of the questions that it asks.

${codeTable(clientErrors)}
`;
