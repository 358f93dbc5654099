import { describe, expect, it } from '@jest/globals';
import { AppName } from '../../src/client/AppName.js';

/** As a program without types may ask. */
const ask = (name: string | symbol): unknown => Reflect.get(AppName, name);

describe('the name of an application', () => {
  it.each(['ALAN_FR', 'ALAN_BE', 'A', 'APP_2', 'X_', 'A1B2'])('%s stands for itself', (name) => {
    expect(ask(name)).toBe(name);
  });

  it.each(['', 'alan_fr', 'Alan', '2_APP', '_APP', 'ALAN-FR', 'ALAN FR', 'ÉTÉ', 'ALAN_FR\n', 'A.B'])(
    '%j is none',
    (name) => {
      expect(ask(name)).toBeUndefined();
    },
  );

  it('is nothing that languages ask of every object, so that it is no promise and can be shown', async () => {
    expect(['then', 'toJSON', 'constructor', 'toString', 'valueOf'].map(ask)).toEqual(Array(5).fill(undefined));
    expect([Symbol.toPrimitive, Symbol.iterator, Symbol.toStringTag].map(ask)).toEqual(Array(3).fill(undefined));
    expect(await (AppName as unknown)).toBe(AppName);
    expect(JSON.stringify(AppName)).toBe('{}');
  });

  it('cannot be given another meaning', () => {
    expect(Reflect.set(AppName, 'ALAN_FR', 'OTHER')).toBe(false);
    expect(Reflect.deleteProperty(AppName, 'ALAN_FR')).toBe(true);
    expect(ask('ALAN_FR')).toBe('ALAN_FR');
  });
});
