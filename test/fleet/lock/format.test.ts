import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyLines } from './arbitrary-lines';
import { LOCK_FORMAT, parse, serialise } from '../../../lib/fleet/lock/format';

const EU = { fleet: 'acme', owner: 'eu', fact: 'range/pods', value: '10.1.0.0/16' };
const US = { fleet: 'acme', owner: 'us', fact: 'range/pods', value: '10.0.0.0/16' };

const TEXT = `{
  "format": 1,
  "facts": [
    ["acme", "eu", "range/pods", "10.1.0.0/16"],
    ["acme", "us", "range/pods", "10.0.0.0/16"],
    "end"
  ]
}
`;

describe('the text of a lock file', () => {
  test('has one line per fact, sorted', () => {
    expect(serialise([US, EU])).toBe(TEXT);
  });

  test('is JSON, also without a fact', () => {
    expect(JSON.parse(serialise([]))).toEqual({ format: LOCK_FORMAT, facts: ['end'] });
  });

  test('holds identical lines once', () => {
    expect(serialise([US, EU, US])).toBe(TEXT);
  });

  test('is read back as it was written, whatever the texts are', () => {
    fc.assert(fc.property(anyLines, lines => {
      expect(parse(serialise(lines), 'f')).toEqual(lines);
    }));
  });

  test('has as many lines as facts and six more, whatever the texts are', () => {
    fc.assert(fc.property(anyLines, lines => {
      expect(serialise(lines).split('\n')).toHaveLength(lines.length + 7);
    }));
  });

  test('is the same for every order of the facts', () => {
    const shuffled = anyLines.chain(lines => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })));
    fc.assert(fc.property(shuffled, ([a, b]) => {
      expect(serialise(b)).toBe(serialise(a));
    }));
  });

  test('may use the line ends of Windows', () => {
    expect(parse(TEXT.replaceAll('\n', '\r\n'), 'f')).toEqual([EU, US]);
  });

  test('may hold facts in any order and more than once, as a merge leaves them', () => {
    const [head, eu, us, end] = [TEXT.slice(0, 31), ...TEXT.slice(31).split(/(?<=,\n)/)];
    expect(parse(`${head}${us}${eu}${us}${end}`, 'f')).toEqual([US, EU, US]);
  });
});

describe('a damaged lock file', () => {
  test('fails at every length but the whole, and never reads as fewer facts', () => {
    for (let length = 0; length < TEXT.length - 1; length++) {
      expect(() => parse(TEXT.slice(0, length), 'fleet.lock.json')).toThrow(/^fleet.lock.json is damaged: .*; nothing was written to it: restore it/);
    }
  });

  test('fails when it is cut anywhere, whatever the texts are', () => {
    fc.assert(fc.property(anyLines, fc.nat(), (lines, cut) => {
      const text = serialise(lines);
      expect(() => parse(text.slice(0, cut % (text.length - 1)), 'f')).toThrow('f is damaged');
    }));
  });

  test.each([
    ['', 'it is empty'],
    ['  \n', 'it is empty'],
    ['{', 'it is not valid JSON'],
    [`\uFEFF${TEXT}`, 'it is not valid JSON'],
    ['[]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
    ['{"facts": ["end"]}', '"format" must be a whole number from 1, and is missing'],
    ['{"format": "1", "facts": ["end"]}', '"format" must be a whole number from 1, and is "1"'],
    ['{"format": 0, "facts": ["end"]}', '"format" must be a whole number from 1, and is 0'],
    ['{"format": 1.5, "facts": ["end"]}', 'is 1.5'],
    ['{"format": 1}', 'the keys "format" and "facts", once each, and has "format"'],
    ['{"format": 1, "facts": ["end"], "more": 1}', 'has "facts", "format", "more"'],
    ['{"format": 1, "facts": [["a", "b", "c", "d"], "end"], "facts": ["end"]}', 'has "facts", "facts", "format"'],
    ['{"format": 1, "facts": {}}', '"facts" must be a list that closes with "end"'],
    ['{"format": 1, "facts": []}', '"facts" must be a list that closes with "end"'],
    ['{"format": 1, "facts": [["a", "b", "c", "d"]]}', '"facts" must be a list that closes with "end"'],
    ['{"format": 1, "facts": ["end", "end"]}', 'fact 1 must be ["fleet", "cluster", "fact", "value"], and is "end"'],
    ['{"format": 1, "facts": [["a", "b", "c"], "end"]}', 'fact 1 must be ["fleet", "cluster", "fact", "value"], and is ["a","b","c"]'],
    ['{"format": 1, "facts": [["a", "b", "c", "d"], ["a", "b", "c", 1], "end"]}', 'fact 2 must be'],
    ['{"format": 1, "facts": [["a", "b", "", "d"], "end"]}', 'fact 1 must be'],
    ['{"format": 1, "facts": [{"fleet": "a"}, "end"]}', 'has "facts", "fleet", "format"'],
  ])('fails for %j', (text, message) => {
    expect(() => parse(text, 'f')).toThrow(message);
  });

  test('fails with the command that settles it when it has conflict markers', () => {
    expect(() => parse(TEXT.replace('    ["acme", "us"', '<<<<<<< HEAD\n    ["acme", "us"'), 'f'))
      .toThrow('f has git conflict markers (line 5); run `npx cdk8s-fleet lock settle --base main`');
  });

  test('fails with both versions when a newer library wrote it, whatever else is in it', () => {
    expect(() => parse('{"format": 3, "fleets": {}}', 'f'))
      .toThrow('f has format version 3, and this version of cdk8s-fleet reads version 1; nothing was written to it: upgrade cdk8s-fleet');
  });
});
