import { registerAddresses } from './addresses';
import { registerConversions } from './conversions';
import { registerFormats } from './formats';
import { registerLists } from './lists';
import { registerPresence } from './presence';
import { registerQuantities } from './quantities';
import { registerRegularExpressions } from './regular-expressions';
import { registerSemver } from './semver';
import { registerStrings } from './strings';
import { registerUrls } from './urls';
import { Environment } from '../cel-js';
import { remember } from '../remember';
import { StructuralSchema } from '../structure';

/** CEL types of `self` that the engine can know before it runs a rule; the types of fields it finds out. */
const SELF_TYPES: Readonly<Record<string, string>> = { string: 'string', integer: 'int', number: 'double', boolean: 'bool', array: 'list', object: 'map' };
/** One environment for each type of `self`; making one takes milliseconds. */
const environmentWith = remember(type => kubernetes().registerVariable('self', type).registerVariable('oldSelf', 'optional'));

/**
 * CEL as rules of a CRD see it: the standard functions, those of Kubernetes 1.34, `self` and `oldSelf`.
 * Absent, and so reported as rules that cannot be evaluated: the authorizer, two-variable comprehensions, and the list functions of 1.34.
 */
export function environmentFor(schema: StructuralSchema): Environment {
  const plain = !schema['x-kubernetes-int-or-string'] && !schema.nullable && schema.format === undefined;
  const type = (plain ? SELF_TYPES[schema.type ?? ''] : undefined) ?? 'dyn';
  return environmentWith(type);
}

function kubernetes(): Environment {
  const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false });
  for (const register of [
    registerAddresses, registerConversions, registerFormats, registerLists, registerPresence, registerQuantities,
    registerRegularExpressions, registerSemver, registerStrings, registerUrls,
  ]) register(environment);
  return environment;
}
