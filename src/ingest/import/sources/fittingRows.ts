import type { SourceRow } from './importSource.js';

/** How many fields rows have, and whether the last of them is behind a delimiter that only ends the line. */
interface Width {
  readonly fields: number;
  readonly endsWithDelimiter: boolean;
}

/** The rows without the header; those with too many or too few fields are faulty. */
export async function* fittingRows(
  batches: AsyncGenerator<SourceRow[]>,
  header: readonly string[],
  hasHeader: boolean,
): AsyncGenerator<SourceRow[]> {
  let seen = !hasHeader;
  let width: Width | undefined;
  for await (const batch of batches) {
    const rows = seen ? batch : batch.slice(1);
    seen ||= batch.length > 0;
    if (rows.length === 0) continue;
    width ??= widthOf(rows, header);
    for (const [index, row] of rows.entries()) {
      if (row.fault === undefined && !fits(row, width)) rows[index] = { ...row, fault: faultOf(row, header, width) };
    }
    yield rows;
  }
}

const fits = ({ fields }: SourceRow, width: Width): boolean =>
  fields.length === width.fields && (!width.endsWithDelimiter || fields.at(-1)?.trim() === '');

/**
 * What the first rows have: as many fields as the header; or, where more of them have, an empty one more, or one less
 * than a header whose last name is empty.
 */
function widthOf(rows: readonly SourceRow[], header: readonly string[]): Width {
  const { length } = header;
  const plain = { fields: length, endsWithDelimiter: false };
  const others = [
    { fields: length + 1, endsWithDelimiter: true },
    ...(header.at(-1) === '' ? [{ fields: length - 1, endsWithDelimiter: false }] : []),
  ];
  const count = (width: Width): number => rows.filter((row) => row.fault === undefined && fits(row, width)).length;
  return others.reduce((best, other) => (count(other) > count(best) ? other : best), plain);
}

function faultOf({ fields }: SourceRow, { length }: readonly string[], width: Width): string {
  if (width.fields === length) return `has ${fields.length} fields where the header has ${length}`;
  return width.endsWithDelimiter
    ? `has ${fields.length} fields where the rows before have ${width.fields}, the last of them empty`
    : `has ${fields.length} fields where the rows before have ${width.fields}`;
}
