import { Manifest } from '../../../lib/fleet';

type Fields = Readonly<Record<string, any>>;

/**
 * The Applications that Argo CD makes of an ApplicationSet with a list, for the few actions of Go templates that the library writes; anything else
 * fails, as does a missing key. Its results were compared with those of Argo CD v3.5.1 itself (applicationset/controllers/template,
 * `GenerateApplications`).
 */
export function renderApplications(set: Manifest): readonly Fields[] {
  const { generators, template } = set.spec as Fields;
  return generators.flatMap(({ list }: Fields) => list.elements.map((element: Fields) => renderValue(template, element)));
}

function renderValue(value: any, element: Fields): any {
  if (typeof value === 'string') return renderText(value, element);
  if (Array.isArray(value)) return value.map(item => renderValue(item, element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [renderText(key, element), renderValue(item, element)]));
}

const CONDITION = /^\{\{ if not \.(\w+) \}\}(.*)\{\{ end \}\}$/s;
const ACTION = /\{\{ (?:(?<brace>"\{\{")|\.(?<field>\w+)|index \.(?<map>\w+) (?<key>\d+|"[^"]*")) \}\}/g;

export function renderText(text: string, element: Fields): string {
  const condition = CONDITION.exec(text);
  if (condition) {
    return at(element, condition[1]) === '' ? renderText(condition[2], element) : '';
  }
  let end = 0;
  let out = '';
  for (const match of text.matchAll(ACTION)) {
    out += plain(text.slice(end, match.index));
    const { brace, field, map, key } = match.groups!;
    out += brace ? '{{' : asText(field ? at(element, field) : at(at(element, map), JSON.parse(key)));
    end = match.index + match[0].length;
  }
  return out + plain(text.slice(end));
}

function plain(text: string): string {
  if (text.includes('{{')) throw new Error(`unknown action in '${text}'`);
  return text;
}

function at(map: any, key: string | number): any {
  if (!Object.hasOwn(map, key)) throw new Error(`map has no entry for key "${key}"`);
  return map[key];
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
}
