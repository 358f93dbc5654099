import { describe, expect, it } from '@jest/globals';
import { watchParts } from '../../src/joining/watchParts.js';
import { startHttp } from '../remote/openRemote.js';
import { startSubgraph } from '../support/federation/startSubgraph.js';
import { eventually } from './eventually.js';
import { loyalty } from './loyalty.js';
import { gatewayConfig } from './openGateway.js';

const log = { warn: () => {}, info: () => {} };

describe('watchParts', () => {
  it('does not wait for one that takes its time, and takes it when it comes', async () => {
    const quick = await startSubgraph(loyalty);
    const slow = await startSubgraph(loyalty, { delay: 7000 });
    const subgraphs = [
      { name: 'quick', url: quick.url },
      { name: 'slow', url: slow.url },
    ];
    const state = { changes: 0 };
    const began = performance.now();
    const watch = await watchParts(gatewayConfig({ subgraphs }), { onChange: () => (state.changes += 1), log });
    try {
      expect(performance.now() - began).toBeLessThan(6500);
      const names = () => (watch.current.kind === 'subgraphs' ? watch.current.subgraphs.map(({ name }) => name) : []);
      expect(names()).toEqual(['quick']);
      const { current } = watch;
      await eventually(() => names().length === 2);
      expect(watch.current).not.toBe(current);
      expect(state.changes).toBe(1);
    } finally {
      watch.stop();
      await quick.stop();
      await slow.stop();
    }
  });

  it('begins with none where nobody answers', async () => {
    const server = await startHttp(() => {});
    const watch = await watchParts(gatewayConfig({ subgraphs: [{ name: 'mute', url: server.url }] }), {
      onChange: () => {},
      log,
    });
    expect(watch.current).toEqual({ kind: 'subgraphs', subgraphs: [] });
    watch.stop();
    await server.stop();
  });
});
