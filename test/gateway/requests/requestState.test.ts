import { expect, it } from '@jest/globals';
import { bindData, stateOfData } from '../../../src/gateway/requests/requestState.js';
import { requestOf } from '../requestOf.js';

it('the state of a request is known by the data of its answer, and by no other', () => {
  const [one, other] = [requestOf().state, requestOf().state];
  const [data, same] = [{ hello: 'world' }, { hello: 'world' }];
  bindData(data, one);
  expect(stateOfData(data)).toBe(one);
  expect(stateOfData(same)).toBeUndefined();
  bindData(data, other);
  expect(stateOfData(data)).toBe(other);
});
