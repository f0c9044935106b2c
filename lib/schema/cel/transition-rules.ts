import { StructuralSchema } from '../structure';

/** A rule that compares a value with the one it replaces. */
export interface TransitionRule {
  /** The value that the rule is about: `spec.machines[].name`, `spec.labels.*`. */
  readonly path: string;
  /** The CEL expression. */
  readonly rule: string;
}

const OLD_SELF = /\boldSelf\b/;

/** Whether a rule needs the former value. A rule that takes `oldSelf` as an optional one is evaluated, with none. */
export function isTransitionRule(rule: { readonly rule: string; readonly optionalOldSelf?: boolean }): boolean {
  return !rule.optionalOldSelf && OLD_SELF.test(rule.rule.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, ''));
}

/** All transition rules of a schema, from the outside in. */
export function transitionRules(schema: StructuralSchema, path = ''): readonly TransitionRule[] {
  const below = path === '' ? '' : `${path}.`;
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...(schema['x-kubernetes-validations'] ?? []).filter(isTransitionRule).map(({ rule }) => ({ path, rule })),
    ...Object.entries(properties).flatMap(([name, field]) => transitionRules(field, `${below}${name}`)),
    ...(items ? transitionRules(items, `${path}[]`) : []),
    ...(typeof additionalProperties === 'object' ? transitionRules(additionalProperties, `${below}*`) : []),
  ];
}
