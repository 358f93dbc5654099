import { HttpRefusal } from '../errors/HttpRefusal.js';

/** The forms in which documents are answered by their names. */
export type DocumentFormat = 'json' | 'csv';

/** What a path below `/documents/` names. */
export interface DocumentPlace {
  /** Of an operation. */
  readonly name: string;
  readonly format: DocumentFormat | undefined;
}

const placeForm = /^([A-Za-z_]\w*)(?:\.(json|csv))?$/;

const mediaTypes: Readonly<Record<string, DocumentFormat>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/graphql-response+json': 'json',
};

/** Reads a path such as `Buyers.csv`; undefined for what can name no operation. */
export function documentPlace(path: string): DocumentPlace | undefined {
  const [, name, format] = placeForm.exec(path) ?? [];
  return name === undefined ? undefined : { name, format: format as DocumentFormat | undefined };
}

/** What an `accept` header likes best of the forms, the first of those that it likes alike; undefined where it names none. */
function accepted(accept: string): DocumentFormat | undefined {
  let best: { readonly format: DocumentFormat; readonly quality: number } | undefined;
  for (const part of accept.split(',')) {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const format = Object.hasOwn(mediaTypes, type) ? mediaTypes[type] : undefined;
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    if (format !== undefined && quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best?.format;
}

/** The form that a request wants: by the end of its path, by `format`, or by `accept`; else JSON. Throws an `HttpRefusal` for any other. */
export function documentFormat(
  { format: ofPath }: Pick<DocumentPlace, 'format'>,
  search: URLSearchParams,
  accept = '',
): DocumentFormat {
  const [given, ...more] = search.getAll('format');
  if (given === undefined) return ofPath ?? accepted(accept) ?? 'json';
  if (more.length > 0 || (given !== 'json' && given !== 'csv') || (ofPath ?? given) !== given)
    throw new HttpRefusal(
      'BAD_REQUEST',
      'The search parameter "format" must be json or csv, once, and as the path says.',
    );
  return given;
}
