import { expect, test } from '@jest/globals';
import { Names } from '../../../scripts/import/names';
import { declaredNames, readonlyDeclarations } from '../../../scripts/import/readonly';

test.each([
  ['a field', 'a?: string', '  readonly a?: string;'],
  ['a quoted field', '"a-b": number', '  readonly "a-b": number;'],
  ['a list', 'a: string[]', '  readonly a: readonly string[];'],
  ['a list of lists', 'a: string[][][]', '  readonly a: readonly (readonly (readonly string[])[])[];'],
  ['a list of choices', 'a: ("x" | "y")[]', '  readonly a: readonly ("x" | "y")[];'],
  ['a choice', 'a: ("x" | "y")', '  readonly a: "x" | "y";'],
  ['a map', 'a: {\n[k: string]: string[]\n}', '  readonly a: {\n    readonly [k: string]: readonly string[];\n  };'],
  ['a comment on one line', '/**\n * c\n */\na: X', '  /** c */\n  readonly a: X;'],
])('%s becomes readonly', (_, field, expected) => {
  expect(readonlyDeclarations(`export interface A {\n${field}\n}\n`)).toBe(`export interface A {\n${expected}\n}\n`);
});

test('the names of interfaces are found in their order', () => {
  expect(declaredNames('export interface B {\n}\nexport interface A {\n}\n')).toEqual(['B', 'A']);
});

test('nested types are named after their path, and no two alike', () => {
  const names = new Names(['Widget', 'WidgetSpec']);
  const paths = [['Widget', 'spec'], ['Widget', 'spec', 'a-b'], ['Widget', 'spec', 'aB'], ['Widget', 'spec', 'ab'], ['Widget', 's3bucket']];
  expect(paths.map(path => names.nested(path)))
    .toEqual(['WidgetSpec_2', 'WidgetSpecAB', 'WidgetSpecAB_2', 'WidgetSpecAb', 'WidgetS3Bucket']);
});

test.each([['ApiObject'], ['Construct']])('fails when a kind is named %s like what every module imports', kind => {
  expect(() => new Names([kind])).toThrow(`the type name ${kind} is taken`);
});

test('fails when a kind is named like the props of another', () => {
  expect(() => new Names(['Widget', 'WidgetProps'])).toThrow('the type name WidgetProps is taken');
});
