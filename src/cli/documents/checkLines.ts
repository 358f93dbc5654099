import type { CheckedDocument } from '../../documents/checkManifest.js';
import { plural } from '../../lib/text/plural.js';
import { printable } from '../../lib/text/printable.js';

const called = ({ id, name }: CheckedDocument): string =>
  `${id === '' ? '(no id)' : id} ${name ?? '(no name)'}`.replace(/^(\S{63})\S+/, '$1…');

/** What was found in a manifest, a line for each fault and each warning, and a last one that counts them. */
export function checkLines(file: string, documents: readonly CheckedDocument[]): string[] {
  const found = documents.flatMap((one) => [
    ...one.faults.map(({ message, line, column }) => {
      const place = line === undefined ? '' : `:${line}:${column}`;
      return `fault: ${called(one)}${place}: ${message}`;
    }),
    ...one.warnings.map((warning) => `warning: ${called(one)}: ${warning}`),
  ]);
  const faulty = documents.filter(({ faults }) => faults.length > 0).length;
  const ending = faulty === 0 ? 'all are good' : `${faulty} cannot be published`;
  return [...found, `${file}: ${plural(documents.length, 'document')}, ${ending}.`].map(printable);
}
