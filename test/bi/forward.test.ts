import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { forward } from '../../src/bi/forward.js';

describe('forward', () => {
  it('says that a port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(forward('/nowhere', port)).rejects.toMatchObject({
      name: 'UserError',
      message: `Port ${port} on 127.0.0.1 is in use; choose another with --port.`,
    });
    other.close();
  });
});
