import { expect, it } from '@jest/globals';
import { citusLine, citusTarget } from '../support/citus.js';
import { databaseAt } from '../support/database.js';

it.each([
  [{}, 'FACET_TEST_CITUS names no coordinator: nothing is tried on a Citus cluster.'],
  [{ FACET_TEST_CITUS: '' }, 'FACET_TEST_CITUS names no coordinator: nothing is tried on a Citus cluster.'],
  [{ FACET_TEST_CITUS: 'postgresql://a@b/c' }, 'The tests run on the Citus cluster of FACET_TEST_CITUS.'],
])('a line says whether the tests run on a cluster: %j', (environment, line) =>
  expect(citusLine(environment)).toBe(line),
);

it('the databases of tests are beside the one that is named', () => {
  const coordinator = citusTarget({ FACET_TEST_CITUS: 'postgresql://postgres:p%40ss@host:5433/tests?sslmode=disable' });
  expect(coordinator && databaseAt(coordinator, 'test_1_2')).toEqual({
    kind: 'url',
    url: 'postgresql://postgres:p%40ss@host:5433/test_1_2?sslmode=disable',
  });
});
