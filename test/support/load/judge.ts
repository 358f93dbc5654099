import type { Outcome } from './asker.js';
import type { Question } from './crowd.js';

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/**
 * `right`, `left`, `unanswered`, or what else came: the codes of the errors, `broken …`, or `WRONG` and what was said. An answer with
 * errors is wrong, too, where it holds other values than null or the right ones.
 */
export function judge(outcome: Outcome, { data: wanted, query, variables }: Question): string {
  if (outcome.kind === 'broken') return `broken ${outcome.code}`;
  if (outcome.kind !== 'answer') return outcome.kind;
  const wrong = (): string => {
    const [got, right] = [outcome.text, wanted ?? 'an error'].map((text) => text.slice(0, 200));
    return `WRONG: ${query.slice(0, 60)} ${JSON.stringify(variables)} got ${outcome.status} ${got} and not ${right}`;
  };
  const { data = null, errors } = parse(outcome.text);
  if (errors === undefined) return wanted !== undefined && JSON.stringify(data) === wanted ? 'right' : wrong();
  const right = JSON.parse(wanted ?? '{}') as Record<string, unknown>;
  const fits = Object.entries(data ?? {}).every(
    ([name, value]) =>
      value === null || (wanted !== undefined && JSON.stringify(value) === JSON.stringify(right[name])),
  );
  if (!fits) return wrong();
  return [...new Set(errors.map(({ extensions }) => extensions?.code ?? 'no code'))].sort().join(' + ');
}

function parse(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return { data: { unreadable: text } };
  }
}

/** Counts how often each thing was seen. */
export function createTally() {
  const seen = new Map<string, number>();
  return {
    add: (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1),
    count: (what: string): number => seen.get(what) ?? 0,
    /** The things seen, those seen most first. */
    get entries(): [string, number][] {
      return [...seen].sort(([, one], [, other]) => other - one);
    },
  };
}
