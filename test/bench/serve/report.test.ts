import { expect, it } from '@jest/globals';
import { describeReport, withServing, type ServeReport } from '../../../bench/serve/report.js';

const report: ServeReport = {
  commit: 'abc1234',
  at: '2026-11-30T10:00:00.000Z',
  node: '20.20.2',
  postgresql: '18.4',
  cores: 2,
  load: 0.14,
  pace: { rounds: 5, seconds: 2, warmUpSeconds: 2 },
  cases: [],
};

it('says where and how it was measured', () =>
  expect(describeReport(report).split('\n')[0]).toBe(
    'Commit abc1234, 2026-11-30; Node 20.20.2, PostgreSQL 18.4, 2 cores that had a load of 0.1 before; medians of 5 rounds of 2 s.',
  ));

it('is put between the marks of a document, as often as one likes', () => {
  const document = '# A\n\n<!-- serve: begin -->\nold\n<!-- serve: end -->\n\nmore\n';
  const once = withServing(document, 'new');
  expect(once).toBe('# A\n\n<!-- serve: begin -->\n\nnew\n\n<!-- serve: end -->\n\nmore\n');
  expect(withServing(once, 'new')).toBe(once);
  expect(() => withServing('# A\n', 'new')).toThrow('The document has no <!-- serve: begin -->');
});
