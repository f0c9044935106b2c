import { describe, expect, test } from '@jest/globals';
import { Yaml } from 'cdk8s';
import { load } from 'js-yaml';
import { toYaml } from '../../../lib/fleet/output/yaml';

class Named {
  public readonly name = 'x';
}

function lines(...text: string[]): string {
  return `${text.join('\n')}\n`;
}

/** A leaf inside as many maps. */
function nested(maps: number, leaf: unknown): object {
  return Array.from({ length: maps }).reduce<unknown>(inner => ({ a: inner }), leaf) as object;
}

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web', 'version': '1.10' }, annotations: {} },
  spec: {
    replicas: 2,
    paused: false,
    template: {
      spec: {
        containers: [
          {
            name: 'main',
            image: 'web:1.27.3',
            args: ['--listen=:8080', '-v', '8080:80'],
            command: ['sh', '-c', 'set -e\necho "$1"\n\nexec web\n'],
            env: [{ name: 'ENABLED', value: 'yes' }, { name: 'CIDR', value: '10.0.0.0/8' }],
          },
        ],
        volumes: [],
      },
    },
  },
};

describe('layout', () => {
  test('a Deployment reads like one written by hand', () => {
    expect(toYaml([DEPLOYMENT])).toBe(lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: web',
      '  labels:',
      '    app.kubernetes.io/name: web',
      '    version: "1.10"',
      '  annotations: {}',
      'spec:',
      '  replicas: 2',
      '  paused: false',
      '  template:',
      '    spec:',
      '      containers:',
      '        - name: main',
      '          image: web:1.27.3',
      '          args:',
      '            - --listen=:8080',
      '            - -v',
      '            - "8080:80"',
      '          command:',
      '            - sh',
      '            - -c',
      '            - |',
      '              set -e',
      '              echo "$1"',
      '',
      '              exec web',
      '          env:',
      '            - name: ENABLED',
      '              value: "yes"',
      '            - name: CIDR',
      '              value: 10.0.0.0/8',
      '      volumes: []',
    ));
  });

  test('a Deployment is written byte for byte as cdk8s writes it', () => {
    // the port mapping apart: only we quote it
    expect(toYaml([DEPLOYMENT, { kind: 'List' }]).replace('"8080:80"', '8080:80')).toBe(Yaml.stringify(DEPLOYMENT, { kind: 'List' }));
  });

  test.each<[string, object[], string]>([
    ['no documents', [], ''],
    ['documents are separated, not opened, by a marker', [{ a: 1 }, { b: 2 }], 'a: 1\n---\nb: 2\n'],
    ['an empty map as a document', [{}, { a: 1 }], '{}\n---\na: 1\n'],
    ['a list as a document', [['a', { b: 1, c: 2 }], []], '- a\n- b: 1\n  c: 2\n---\n[]\n'],
    ['empty collections', [{ a: {}, b: [], c: [{}, []] }], 'a: {}\nb: []\nc:\n  - {}\n  - []\n'],
    ['lists in lists', [{ a: [[1, [2, 3]], [[]]] }], 'a:\n  - - 1\n    - - 2\n      - 3\n  - - []\n'],
    ['null and booleans', [{ a: null, b: true, c: false }], 'a: null\nb: true\nc: false\n'],
    ['keys in the order given', [{ b: 1, a: 2, c: 3 }], 'b: 1\na: 2\nc: 3\n'],
    ['undefined map values are left out', [{ a: undefined, b: 1, c: undefined }], 'b: 1\n'],
    ['a map of undefined values is empty', [{ a: { b: undefined }, c: [{ d: undefined }] }, { e: undefined }], 'a: {}\nc:\n  - {}\n---\n{}\n'],
    ['the same object twice, without an anchor', [{ a: DEPLOYMENT.metadata.annotations, b: DEPLOYMENT.metadata.annotations }], 'a: {}\nb: {}\n'],
    ['an object without prototype', [Object.assign(Object.create(null), { a: 1 })], 'a: 1\n'],
    ['a key called __proto__', [JSON.parse('{"__proto__":{"a":1}}')], '__proto__:\n  a: 1\n'],
  ])('%s', (_, documents, text) => {
    expect(toYaml(documents)).toBe(text);
  });

  test('a key longer than readers accept before a colon becomes an explicit key', () => {
    const key = 'k'.repeat(1001);
    expect(toYaml([{ x: { [key]: 1 } }])).toBe(`x:\n  ? ${key}\n  : 1\n`);
    expect(toYaml([{ [key]: { a: [1] }, b: 'c\nd' }])).toBe(`? ${key}\n:\n  a:\n    - 1\nb: |-\n  c\n  d\n`);
  });

  test('a key of the longest length that is safe stays before the colon, quotes counted', () => {
    expect(toYaml([{ ['k'.repeat(1000)]: 1 }])).toBe(`${'k'.repeat(1000)}: 1\n`);
    expect(toYaml([{ [`@${'k'.repeat(999)}`]: 1 }])).toBe(`? "@${'k'.repeat(999)}"\n: 1\n`);
  });

  test('each call starts afresh and repeated strings are written alike', () => {
    const documents = [{ yes: 'no', a: 'no' }, { yes: 'no', a: '1:20' }];
    expect(toYaml(documents)).toBe('"yes": "no"\na: "no"\n---\n"yes": "no"\na: "1:20"\n');
    expect(toYaml(documents)).toBe(toYaml(documents));
  });
});

test('more different keys than are remembered are written alike', () => {
  const entries = Array.from({ length: 10_050 }, (_, index) => [`key ${index}`, 'yes']);
  const text = entries.map(([key]) => `${key}: "yes"\n`).join('');
  expect(toYaml([Object.fromEntries(entries), Object.fromEntries(entries)])).toBe(`${text}---\n${text}`);
});

describe('what is not data', () => {
  const CYCLE: { self?: object } = {};
  CYCLE.self = CYCLE;

  test.each<[string, unknown, string]>([
    ['NaN', { a: { b: NaN } }, 'documents[1].a.b as YAML: NaN is not a finite number; write a finite number, null or a string'],
    ['an infinity', { a: [1, -Infinity] }, 'documents[1].a[1] as YAML: -Infinity is not a finite number; write a finite number, null or a string'],
    ['undefined in a list', { a: [undefined] }, 'documents[1].a[0] as YAML: undefined has no YAML; leave the item out or write null'],
    // eslint-disable-next-line no-sparse-arrays
    ['a hole in a list', { a: [1, , 2] }, 'documents[1].a[1] as YAML: undefined has no YAML; leave the item out or write null'],
    ['a bigint', { 'a.b': 5n }, 'documents[1]["a.b"] as YAML: 5n is a bigint; write a number, or a string where the field takes one'],
    ['a function', { a: () => 1 }, 'documents[1].a as YAML: a function is not data; write a string, number, boolean, null, array or plain object'],
    ['a symbol', [Symbol('x')], 'documents[1][0] as YAML: a symbol is not data; write a string, number, boolean, null, array or plain object'],
    ['a date', { a: { b: 1 }, c: new Date(0) }, 'documents[1].c as YAML: an instance of Date is not data; write a plain object or a string'],
    ['a Map', { a: new Map() }, 'documents[1].a as YAML: an instance of Map is not data; write a plain object or a string'],
    ['a boxed string', { a: Object('x') }, 'documents[1].a as YAML: an instance of String is not data; write a plain object or a string'],
    ['a class instance', new Named(), 'documents[1] as YAML: an instance of Named is not data; write a plain object or a string'],
    ['an instance of a nameless class', { a: new (class {})() }, 'documents[1].a as YAML: an instance of a nameless class is not data; '
      + 'write a plain object or a string'],
    ['null as a document', null, 'documents[1] as YAML: null is no document; write an object or leave it out'],
    ['a string as a document', 'x', 'documents[1] as YAML: x is no document; write an object or leave it out'],
  ])('fails for %s and names the place', (_, bad, message) => {
    expect(() => toYaml([{ fine: [{ deep: { er: 1 } }] }, bad as object])).toThrow(new Error(`cannot write ${message}`));
  });

  test('fails for an object that contains itself', () => {
    expect(() => toYaml([CYCLE])).toThrow(/^cannot write documents\[0\](\.self){100} as YAML: it lies more than 100 levels deep; does an object/);
  });

  test.each([['a string', 'x'], ['a map', {}], ['a list', []]])('writes %s as deep as js-yaml reads it and fails one level deeper', (_, leaf) => {
    expect(load(toYaml([nested(99, leaf)]))).toEqual(nested(99, leaf));
    expect(() => load(JSON.stringify(nested(100, leaf)))).toThrow('maxDepth');
    expect(() => toYaml([nested(100, leaf)])).toThrow('it lies more than 100 levels deep');
  });
});
