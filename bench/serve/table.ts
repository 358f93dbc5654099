import type { Contestant, ServeCase } from './cases.js';
import type { CaseResult, Measured, Round } from './measure.js';
import { median } from './statistics.js';

/** How contestants are called in tables. */
const titles: Readonly<Record<Contestant, string>> = {
  facet: 'Facet',
  restricted: 'Facet, one application',
  limit: 'hand-written',
  postgraphile: 'PostGraphile',
  apollo: 'Apollo',
};

const everybody = Object.keys(titles) as Contestant[];

/** A case with what came of it. */
export interface CaseReport {
  readonly asked: Pick<ServeCase, 'name' | 'title' | 'clients'>;
  readonly result: CaseResult;
}

const measuredOf = (result: CaseResult | undefined, contestant: Contestant): Measured | undefined => {
  const found = result?.[contestant];
  return found !== undefined && 'rounds' in found ? found : undefined;
};

const middle = ({ rounds }: Measured, of: keyof Round): number => median(rounds.map((round) => round[of]));

/** Facet's figure as a part of another contestant's, by the median of the rounds; undefined where one of them cannot. */
export function ratioTo(result: CaseResult, contestant: Contestant, of: keyof Round = 'rate'): number | undefined {
  const [facet, other] = [measuredOf(result, 'facet'), measuredOf(result, contestant)];
  if (facet === undefined || other === undefined) return undefined;
  return median(facet.rounds.map((round, n) => round[of] / (other.rounds[n]?.[of] ?? Number.NaN)));
}

const figure = (value: number): string => {
  if (!Number.isFinite(value)) return '';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

const ratio = (value: number | undefined): string => {
  const told = value === undefined ? '' : figure(value);
  return told === '' ? '' : `${told} ×`;
};

/** A table of Markdown, laid out as Prettier does it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, n) => Math.max(3, title.length, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, n) => (cells[n] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Facet's requests per second, and its processor time for one, as parts of the others', case by case. */
export function ratioTable(cases: readonly CaseReport[]): string {
  const columns = [
    ['restricted', 'rate'],
    ['limit', 'rate'],
    ['postgraphile', 'rate'],
    ['apollo', 'rate'],
    ['limit', 'serverCpu'],
    ['postgraphile', 'serverCpu'],
  ] as const;
  const told = (result: CaseResult, contestant: Contestant, of: keyof Round): string => {
    const found = result[contestant];
    return found !== undefined && 'cannot' in found ? found.cannot : ratio(ratioTo(result, contestant, of));
  };
  return markdownTable(
    ['case', 'question', ...columns.map(([who, of]) => `${of === 'rate' ? 'req/s' : 'CPU'} of ${titles[who]}`)],
    cases.map(({ asked, result }) => [asked.name, asked.title, ...columns.map(([who, of]) => told(result, who, of))]),
  );
}

/** All figures, case by case and contestant by contestant. */
export function figureTable(cases: readonly CaseReport[]): string {
  const head = ['case', 'by', 'req/s', 'p50', 'p99', 'CPU', 'CPU of database', 'statements', 'bytes', 'MB at most'];
  const rows = cases.flatMap(({ asked, result }) =>
    everybody.flatMap((contestant) => {
      const found = result[contestant];
      if (found === undefined) return [];
      const name = `${asked.name}, ${asked.clients} clients`;
      if ('cannot' in found) return [[name, titles[contestant], found.cannot]];
      const [rate, ...times] = (['rate', 'p50', 'p99', 'serverCpu', 'databaseCpu'] as const).map((of) =>
        figure(middle(found, of)),
      );
      const told = [rate ?? '', ...times.map((time) => (time === '' ? '' : `${time} ms`))];
      const { statements, memory } = found;
      const bytes = middle(found, 'bytes').toLocaleString('en');
      const statementsTold = statements.toLocaleString('en', { maximumFractionDigits: 1 });
      return [[name, titles[contestant], ...told, statementsTold, bytes, Number.isNaN(memory) ? '' : String(memory)]];
    }),
  );
  return markdownTable(head, rows);
}

/** What else there is to say: 400 columns against 40, answers at half of the highest rate, and Facet's memory. */
export function furtherTable(cases: readonly CaseReport[]): string {
  const resultOf = (name: string): CaseResult | undefined => cases.find(({ asked }) => asked.name === name)?.result;
  const timesSlower =
    (few: string, many: string) =>
    (contestant: Contestant): string => {
      const [narrow, wide] = [measuredOf(resultOf(few), contestant), measuredOf(resultOf(many), contestant)];
      if (narrow === undefined || wide === undefined) return '';
      return ratio(median(narrow.rounds.map(({ rate }, n) => rate / (wide.rounds[n]?.rate ?? Number.NaN))));
    };
  const atHalf = (contestant: Contestant): string => {
    const { p99AtHalfRate } = measuredOf(resultOf('key'), contestant) ?? {};
    return p99AtHalfRate === undefined ? '' : `${figure(p99AtHalfRate)} ms`;
  };
  const mostMemory = (contestant: Contestant): string => {
    const all = cases.map(({ result }) => measuredOf(result, contestant)?.memory ?? Number.NEGATIVE_INFINITY);
    const most = Math.max(...all);
    return Number.isFinite(most) ? `${most} MB` : '';
  };
  const lines: readonly (readonly [string, (contestant: Contestant) => string])[] = [
    ['time of 400 filled columns against 40, by key', timesSlower('narrow', 'wide')],
    ['the same, filter and sort', timesSlower('sort', 'widesort')],
    ['p99 of one customer by id, at half of the highest rate', atHalf],
    ['memory at the most, in all cases', mostMemory],
  ];
  const rows = lines.map(([title, tell]) => [title, ...everybody.map(tell)]);
  return markdownTable(
    ['', ...everybody.map((contestant) => titles[contestant])],
    rows.filter(([, ...cells]) => cells.some((cell) => cell !== '')),
  );
}

/**
 * Facet now beside Facet before: requests per second, then the same after the speed of the hand-written statements in both
 * runs has been taken out of it, processor time, statements and bytes.
 */
export function comparisonTable(now: readonly CaseReport[], before: readonly CaseReport[]): string {
  const rows = now.flatMap(({ asked, result }) => {
    const earlier = before.find((one) => one.asked.name === asked.name)?.result;
    const [facet, then] = [measuredOf(result, 'facet'), measuredOf(earlier, 'facet')];
    if (facet === undefined || then === undefined || earlier === undefined) return [];
    const [to, toThen] = [ratioTo(result, 'limit'), ratioTo(earlier, 'limit')];
    const part = (of: keyof Round): string => ratio(middle(facet, of) / middle(then, of));
    const normalized = to === undefined || toThen === undefined ? undefined : to / toThen;
    const statements = `${figure(then.statements)} → ${figure(facet.statements)}`;
    const bytes = `${middle(then, 'bytes').toLocaleString('en')} → ${middle(facet, 'bytes').toLocaleString('en')}`;
    return [[asked.name, part('rate'), ratio(normalized), part('serverCpu'), part('databaseCpu'), statements, bytes]];
  });
  return markdownTable(['case', 'req/s', 'by the limit', 'CPU', 'CPU of database', 'statements', 'bytes'], rows);
}
