import { SpanKind } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import { hashText } from '../../lib/text/hashText.js';
import type { SpanFacts } from './spans.js';

/** Texts whose span is known; a server has some hundreds. */
const mostTexts = 500;

const known = new LRUCache<string, SpanFacts>({ max: mostTexts });

/** Digits of the hash that tell one text from another. */
const digits = 16;

/** What a text does and to which table first, such as `select customers`. */
function summaryOf(text: string): string {
  const verb = /\b(select|insert|update|delete|merge|copy)\b/i.exec(text)?.[1]?.toLowerCase() ?? 'statement';
  const table = /\b(?:from|into|update)\s+(?:only\s+)?"?facet"?\."?([a-z][a-z0-9_]*)/i.exec(text)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

/** The span of a statement: what it does, and the hash of its text. Its values, and its text, stay out. */
export function statementSpan(text: string): SpanFacts {
  const found = known.get(text);
  if (found !== undefined) return found;
  const summary = summaryOf(text);
  const made: SpanFacts = {
    name: summary,
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.summary': summary,
      'facet.statement.hash': hashText(text).slice(0, digits),
    },
  };
  known.set(text, made);
  return made;
}
