import { expect, it } from '@jest/globals';
import { inFolderOf } from '../../../src/lib/process/inFolderOf.js';

it.each([
  ['day.yaml', '/etc/facet/day.yaml'],
  ['../day.yaml', '/etc/day.yaml'],
  ['/srv/day.yaml', '/srv/day.yaml'],
])('%s in a file of /etc/facet is %s', (path, whole) => expect(inFolderOf('/etc/facet/facet.yaml', path)).toBe(whole));
