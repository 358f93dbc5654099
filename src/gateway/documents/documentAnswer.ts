import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { errorCodes, type ErrorCode } from '../../words/errorCodes.js';
import { nextPage } from './nextPage.js';
import { csvTable, parseExactly } from './tables/csvTable.js';
import type { SelectedField } from './tables/answerFields.js';
import type { TableShape } from './tables/tableShape.js';

/** A document that was found by its name, and what becomes of its answer. */
export interface MeantDocument {
  readonly id: string;
  readonly name: string;
  /** The fields of its root. */
  readonly fields: readonly SelectedField[];
  /** Undefined: the answer is JSON. */
  readonly table: TableShape | undefined;
}

interface Parsed {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: unknown;
}

const json = 'application/json; charset=utf-8';
const csv = 'text/csv; charset=utf-8; header=present';

/** The status of an answer with errors: a part of what was asked for would be taken for the whole. */
function faultyStatus({ status = 200 }: HTTPGraphQLResponse, [first]: readonly GraphQLFormattedError[]): number {
  if (status >= 400) return status;
  const code = String(first?.extensions?.['code']);
  const known = Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode].status : undefined;
  return known !== undefined && known >= 400 ? known : 400;
}

/** The URL of the next page, relative to that of this one. */
function nextUrl(search: URLSearchParams, variable: string, cursor: string): string {
  const next = new URLSearchParams(search);
  const variables: unknown = JSON.parse(search.get('variables') ?? '{}');
  if (isJsonObject(variables) && Object.hasOwn(variables, variable))
    next.set('variables', JSON.stringify({ ...variables, [variable]: cursor }));
  else next.set(variable, cursor);
  return `?${next.toString()}`;
}

/** Fields whose values are masked in an answer, of the names that GraphQL has. */
function maskedOf({ extensions }: Parsed): string[] {
  const masked = isJsonObject(extensions) ? extensions['masked'] : undefined;
  return Array.isArray(masked) ? masked.filter((one) => typeof one === 'string' && /^[\w.]+$/.test(one)) : [];
}

function bodyOf(text: string, { data, extensions }: Parsed, { table }: MeantDocument, isMarked: boolean): string {
  if (table !== undefined) return csvTable(table, data, isMarked);
  // As it was written: nothing is rounded.
  const begin = '{"data":';
  const end = extensions === undefined ? '}' : `,"extensions":${JSON.stringify(extensions)}}`;
  const whole = text.trimEnd();
  if (whole.startsWith(begin) && whole.endsWith(end)) return `${whole.slice(begin.length, -end.length)}\n`;
  return `${JSON.stringify(data)}\n`;
}

/**
 * The answer to a document that was asked for by its name: its data alone, as JSON or as a table; errors with the status that HTTP has
 * for them, and without data. Headers tell what else there is: the next page, and which values are masked.
 */
export function documentAnswer(
  answer: HTTPGraphQLResponse,
  meant: MeantDocument,
  search: URLSearchParams,
): HTTPGraphQLResponse {
  if (answer.body.kind !== 'complete') throw new Error('An answer in parts is not expected');
  const text = answer.body.string;
  const parsed = (meant.table === undefined ? JSON.parse(text) : parseExactly(text)) as Parsed;
  const headers = new HeaderMap(answer.headers);
  headers.set('content-type', json);
  const { errors } = parsed;
  if (errors !== undefined) {
    const string = `${JSON.stringify({ errors })}\n`;
    return { status: faultyStatus(answer, errors), headers, body: { kind: 'complete', string } };
  }
  if (meant.table !== undefined) {
    headers.set('content-type', csv);
    headers.set('content-disposition', `attachment; filename="${meant.name}.csv"`);
  }
  const next = nextPage(meant.fields, parsed.data);
  if (next !== undefined) headers.set('link', `<${nextUrl(search, next.variable, next.cursor)}>; rel="next"`);
  const masked = maskedOf(parsed);
  if (masked.length > 0) headers.set('x-facet-masked', masked.join(','));
  const string = bodyOf(text, parsed, meant, search.get('bom') === '1');
  return { headers, body: { kind: 'complete', string } };
}
