import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { equal, identity } from '../../lib/schema/equal';
import { parseFormatDuration, parseGoDuration } from '../../lib/schema/go-duration';
import { ipText, parseIp, parsePrefix } from '../../lib/schema/ip';
import { dns1035LabelFault, maskPrefix } from '../../lib/schema/names';
import { suggest } from '../../lib/schema/suggest';
import { hostname, parseRequestUri, port } from '../../lib/schema/uri';

describe('durations', () => {
  test.each([
    ['1h30m', 5_400_000_000_000n], ['-1.5h', -5_400_000_000_000n], ['.5s', 500_000_000n], ['1.s', 1_000_000_000n], ['+5us', 5_000n], ['1µs', 1_000n], ['100ns', 100n],
    ['0', 0n], ['1.0000000001s', 1_000_000_000n], ['9223372036s', 9_223_372_036_000_000_000n],
  ])('%s is %d nanoseconds', (text, nanoseconds) => {
    expect(parseGoDuration(text)).toBe(nanoseconds);
    expect(parseFormatDuration(text)).toBe(nanoseconds);
  });

  test.each(['', 's', '5', '1d', '1h 2m', '.s', '1x', '9223372037s', '--1s'])('fails for %j', text => {
    expect(parseGoDuration(text)).toBeUndefined();
  });

  test.each([['2 days', 172_800_000_000_000n], ['1W', 604_800_000_000_000n], ['1 hour 5 MINUTES', 3_900_000_000_000n]])('as a format, %s is %d nanoseconds', (text, nanoseconds) => {
    expect(parseFormatDuration(text)).toBe(nanoseconds);
  });
});

describe('addresses', () => {
  test.each([
    ['1.2.3.4', '1.2.3.4'], ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], ['::', '::'], ['0:0:1::', '0:0:1::'], ['1::0:0:2', '1::2'], ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::1.2.3.4', '::102:304'],
  ])('%s is written %s', (text, canonical) => {
    expect(ipText(parseIp(text)!)).toBe(canonical);
  });

  test('what is written is read back', () => {
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 128n - 1n).filter(value => value >> 32n !== 0xffffn), value => {
      expect(parseIp(ipText({ family: 6, value }))).toEqual({ family: 6, value });
    }));
  });

  test.each(['', 'x', '1.2.3', '01.2.3.4', 'fe80::1%eth0', '::ffff:1.2.3.4', '1::2::3'])('fails for %j', text => {
    expect(parseIp(text)).toBeUndefined();
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '::/129', '::ffff:1.2.3.4/96'])('%j is no prefix', text => {
    expect(parsePrefix(text)).toBeUndefined();
  });
});

describe('URIs', () => {
  test.each([
    ['HTTPS://user:pw@a.b:80/x?y=1', { scheme: 'https', host: 'a.b:80', path: '/x', query: 'y=1' }],
    ['/path?x', { scheme: '', host: '', path: '/path', query: 'x' }],
    ['mailto:a@b', { scheme: 'mailto', host: '', path: '', query: '' }],
    ['http://[::1]:80', { scheme: 'http', host: '[::1]:80', path: '', query: '' }],
    ['*', { scheme: '', host: '', path: '*', query: '' }],
  ])('%s', (text, parts) => {
    expect(parseRequestUri(text)).toEqual(parts);
  });

  test.each(['', 'a/b', ':x', 'http://[::1', 'http://a:x/', 'http://a b/', 'http://a/%zz', 'http://us^er@h/', 'http://a\n/', 'ht_tp://a'])('fails for %j', text => {
    expect(parseRequestUri(text)).toBeUndefined();
  });

  test('host name and port', () => {
    expect(['a:80', 'a', '[::1]:80', '[::1]', 'a:'].map(host => [hostname(host), port(host)])).toEqual([['a', '80'], ['a', ''], ['::1', '80'], ['::1', ''], ['a', '']]);
  });
});

describe('suggest', () => {
  test.each([
    ['replcas', ['replicas', 'version'], 'replicas'],
    ['Replicas', ['replicas'], 'replicas'],
    ['nmae', ['name', 'mode'], 'name'],
    ['cidr', ['cidrBlocks', 'cidrs'], 'cidrs'],
    ['nothing', ['replicas', 'version'], undefined],
    ['a', ['xyz'], undefined],
  ])('%s of %j is %s', (name, known, meant) => {
    expect(suggest(name, known)).toBe(meant);
  });
});

describe('names', () => {
  test('a DNS-1035 label starts with a letter', () => {
    expect(dns1035LabelFault('a1-b')).toBeUndefined();
    expect(dns1035LabelFault('1a')).toContain('is not a DNS-1035 label');
    expect(dns1035LabelFault('x'.repeat(64))).toContain('has 64 characters');
  });

  test('only a hyphen at the end of a prefix is forgiven', () => {
    expect(['ab-', 'ab', '-'].map(maskPrefix)).toEqual(['aa', 'ab', '-']);
  });
});

describe('equality', () => {
  test('identity and equality agree', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(identity(a) === identity(b)).toBe(equal(a, b));
      expect(equal(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }));
  });

  test('the order of keys does not matter, that of items does', () => {
    expect(identity({ a: 1, b: 2 })).toBe(identity({ b: 2, a: 1 }));
    expect(equal([1, 2], [2, 1])).toBe(false);
    expect(equal({ a: 1 }, [1])).toBe(false);
    expect(identity(['a,b'])).not.toBe(identity(['a', 'b']));
  });
});
