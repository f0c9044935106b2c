import { describe, expect, jest, test } from '@jest/globals';
import { rulesOf, sample } from './sample';
import { knownKinds, structureOf } from '../../imports/catalogue';
import { CompiledSchema } from '../../lib/schema';
import { Rule } from '../../lib/schema/cel/rule';
import { isTransitionRule } from '../../lib/schema/cel/transition-rules';
import { StructuralSchema, ValidationRule } from '../../lib/schema/structure';

const KINDS = knownKinds().map(gvk => {
  const slash = gvk.lastIndexOf('/');
  return structureOf(gvk.slice(0, slash), gvk.slice(slash + 1))!;
});

describe('rules of the imported kinds', () => {
  test('there are some', () => {
    expect(KINDS.flatMap(({ schema }) => rulesOf(schema as StructuralSchema)).length).toBeGreaterThan(20);
  });

  test.each(KINDS.map(structure => [`${structure.group}/${structure.version} ${structure.kind}`, structure] as const))('%s: each is evaluated', (_, structure) => {
    const { group, version, kind, schema } = structure;
    const rules = rulesOf(schema as StructuralSchema).filter(({ rule }) => !isTransitionRule(rule));
    const evaluated = new Set<ValidationRule>();
    const check = jest.spyOn(Rule.prototype, 'check').mockImplementation(function (this: Rule, ...values) {
      evaluated.add(this.source);
      original.apply(this, values);
    });
    const compiled = CompiledSchema.compile(structure);
    for (const { route } of rules) {
      const object = { ...(sample(schema as StructuralSchema, route) as object), apiVersion: `${group}/${version}`, kind, metadata: { name: 'sample' } };
      expect(compiled.check(object).filter(({ rule }) => rule === 'cel-unevaluated')).toEqual([]);
    }
    check.mockRestore();
    expect(rules.filter(({ rule }) => !evaluated.has(rule))).toEqual([]);
  });
});

const original = Rule.prototype.check;
