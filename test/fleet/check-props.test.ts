import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import {
  ANY_TEXT, checkProps, FLAG, MAP, MAP_OR_FALSE, MAPS, PropType, TEXT, TEXT_MAP, TEXT_OR_TEXTS, TEXTS,
} from '../../lib/fleet/check-props';

const values: Readonly<Record<string, unknown>> = {
  'null': null, 'no text': '', 'blanks': ' ', 'text': 'a', 'a number': 3, 'true': true, 'false': false, 'no list': [], 'texts': ['a'], 'a list with an empty text': [''],
  'a list with nothing': [undefined], 'an object': { a: {} }, 'an object of texts': { a: 'b' }, 'a list of objects': [{}], 'no object': {},
};

describe('a prop', () => {
  test.each<[string, PropType, string[]]>([
    ['text', TEXT, ['text']],
    ['text of any kind', ANY_TEXT, ['no text', 'blanks', 'text']],
    ['a list of texts', TEXTS, ['no list', 'texts']],
    ['text or a list', TEXT_OR_TEXTS, ['no text', 'blanks', 'text', 'no list', 'texts', 'a list with an empty text', 'a list with nothing', 'a list of objects']],
    ['an object of texts', TEXT_MAP, ['an object of texts', 'no object']],
    ['an object', MAP, ['an object', 'an object of texts', 'no object']],
    ['a list of objects', MAPS, ['no list', 'a list of objects']],
    ['an object or false', MAP_OR_FALSE, ['false', 'an object', 'an object of texts', 'no object']],
    ['true or false', FLAG, ['true', 'false']],
  ])('that is %s takes just that', (_, type, taken) => {
    expect(Object.keys(values).filter(name => type.is(values[name])).sort()).toEqual([...taken].sort());
  });

  test('may be left out when it is optional, and not when it is required', () => {
    expect(() => checkProps('x: ', { b: 'b' }, { b: TEXT }, { a: TEXT })).not.toThrow();
    expect(() => checkProps('x: ', { a: 'a', b: undefined }, { b: TEXT }, { a: TEXT })).toThrow(new Error('x: b is missing; write text that is not empty'));
  });

  test.each<[string, unknown, string]>([
    ['null, which is no way to leave it out', { a: null }, 'x: a: write text that is not empty, got null'],
    ['an empty text', { a: '' }, "x: a: write text that is not empty, got ''"],
    ['a list', { a: ['b', 1] }, 'x: a: write text that is not empty, got ["b",1]'],
    ['an instance of a class, with all that hangs on it', { a: new App() }, 'x: a: write text that is not empty, got an instance of App'],
    ['a list of such instances', { a: [new App()] }, 'x: a: write text that is not empty, got ["..."]'],
    ['something long, of which the beginning is shown', { a: Array.from({ length: 99 }, () => 0) }, `x: a: write text that is not empty, got [${'0,'.repeat(38)}...`],
    ['no props at all', undefined, 'x: write an object of options, got undefined'],
    ['text for props', 'a', "x: write an object of options, got 'a'"],
  ])('fails on %s', (_, props, message) => {
    expect(() => checkProps('x: ', props, {}, { a: TEXT })).toThrow(new Error(message));
  });
});
