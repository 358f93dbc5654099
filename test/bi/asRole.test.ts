import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asRole } from '../../src/bi/asRole.js';

const swapped = (url: string, role = 'facet_bi_d') => asRole(url, role, 'new');

describe('a connection string of the role', () => {
  it.each([
    ['postgres://me:secret@db.example:5432/d', 'postgres://facet_bi_d:new@db.example:5432/d'],
    ['postgresql://me@db.example/d', 'postgresql://facet_bi_d:new@db.example/d'],
    ['postgres://db.example/d', 'postgres://facet_bi_d:new@db.example/d'],
    ['postgres://me:se@cret@db.example/d', 'postgres://facet_bi_d:new@db.example/d'],
    ['postgres://me:secret@a.example:1,b.example:2/d', 'postgres://facet_bi_d:new@a.example:1,b.example:2/d'],
    ['postgres://me:secret@[::1]:5432/d', 'postgres://facet_bi_d:new@[::1]:5432/d'],
    ['postgres:///d', 'postgres://facet_bi_d:new@localhost/d'],
    ['postgres://me:secret@/d', 'postgres://facet_bi_d:new@localhost/d'],
    ['postgres://me:secret@db.example', 'postgres://facet_bi_d:new@db.example'],
    ['  postgres://db.example/d\n', 'postgres://facet_bi_d:new@db.example/d'],
    ['postgres://db.example/d#part', 'postgres://facet_bi_d:new@db.example/d'],
  ])('of %s is %s', (url, expected) => {
    expect(swapped(url)).toBe(expected);
  });

  it.each([
    ['?sslmode=require', '?sslmode=require'],
    ['?sslmode=require&application_name=a%20b', '?sslmode=require&application_name=a%20b'],
    ['?user=me&sslmode=require&password=secret', '?sslmode=require'],
    ['?PASSWORD=secret', ''],
    ['?pass%77ord=secret', ''],
    ['?username=me&pass=p&sslpassword=s&passfile=/home/me/.pgpass', ''],
    ['?&&sslmode=require&', '?sslmode=require'],
    ['?', ''],
    ['?options=-c%20search_path%3Dbi', '?options=-c%20search_path%3Dbi'],
  ])('keeps of the parameters %j what is not personal', (query, kept) => {
    expect(swapped(`postgres://me:secret@db.example/d${query}`)).toBe(`postgres://facet_bi_d:new@db.example/d${kept}`);
  });

  it.each([
    ['facet_bi_my db', 'facet_bi_my%20db'],
    ['facet_bi_a@b:c/d?e#f', 'facet_bi_a%40b%3Ac%2Fd%3Fe%23f'],
    ['facet_bi_é', 'facet_bi_%C3%A9'],
  ])('has the role %s as %s', (role, written) => {
    const url = swapped('postgres://me:secret@db.example/d', role);
    expect(url).toBe(`postgres://${written}:new@db.example/d`);
    expect(decodeURIComponent(new URL(url).username)).toBe(role);
  });

  it('never holds the password that it was made of', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9._~!$&'()*+,;=-]{8,12}$/);
    const secret = word.map((text) => `S3CRET${encodeURIComponent(text)}`);
    const named = fc.constantFrom('password', 'pass', 'sslpassword', 'Password', 'PASSFILE');
    const other = fc.constantFrom('sslmode=require', 'connect_timeout=5');
    const parameter = fc.oneof(
      other,
      fc.tuple(named, secret).map(([name, value]) => `${name}=${value}`),
    );
    const url = fc.record({ user: word, secret, host: fc.domain(), parameters: fc.array(parameter, { maxLength: 4 }) });
    fc.assert(
      fc.property(url, ({ user, secret: password, host, parameters }) => {
        const made = swapped(`postgres://${encodeURIComponent(user)}:${password}@${host}/d?${parameters.join('&')}`);
        expect(made).not.toContain('S3CRET');
        expect(new URL(made)).toMatchObject({
          hostname: host,
          username: 'facet_bi_d',
          password: 'new',
          pathname: '/d',
        });
      }),
    );
  });
});
