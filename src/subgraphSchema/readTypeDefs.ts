import { readFileSync } from 'node:fs';
import { Kind, parse, type DocumentNode } from 'graphql';
import { schemaFault } from './schemaFault.js';

/** Where SDL comes from: text, a document, or a file. */
export type SdlSource = string | DocumentNode | { readonly file: string | URL };

/** The SDL of a subgraph, in one piece or several. */
export type TypeDefs = SdlSource | readonly SdlSource[];

/** One piece of SDL; `text` as it was written, undefined for a document. */
export interface SdlPart {
  readonly document: DocumentNode;
  readonly text: string | undefined;
}

const isList = (typeDefs: TypeDefs): typeDefs is readonly SdlSource[] => Array.isArray(typeDefs);

const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

function readFile(file: string | URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw schemaFault(`The SDL file ${String(file)} cannot be read: ${sentence(error)}.`);
  }
}

function readText(text: string, name: string): SdlPart {
  try {
    return { document: parse(text), text };
  } catch (error) {
    const [at] =
      (error as { readonly locations?: readonly { readonly line: number; readonly column: number }[] }).locations ?? [];
    const where = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`;
    throw schemaFault(`${name} is no SDL${where}: ${sentence(error)}.`);
  }
}

function readSource(source: SdlSource, n: number): SdlPart {
  const name = n === 0 ? 'The SDL of the subgraph' : `Part ${n + 1} of the SDL of the subgraph`;
  if (typeof source === 'string') return readText(source, name);
  const isObject = typeof source === 'object' && source !== null;
  if (isObject && 'file' in source) return readText(readFile(source.file), `The SDL file ${String(source.file)}`);
  if (!isObject || source.kind !== Kind.DOCUMENT)
    throw schemaFault(`${name} is neither a text, nor a document of "parse", nor { file }.`);
  return { document: source, text: undefined };
}

/** Reads the SDL of a subgraph; empty texts are none. Throws a `UserError` for a file that cannot be read, and for what is no SDL. */
export function readTypeDefs(typeDefs: TypeDefs): SdlPart[] {
  const sources = isList(typeDefs) ? typeDefs : [typeDefs];
  return sources.filter((one) => typeof one !== 'string' || one.trim() !== '').map(readSource);
}
