import * as pulumi from '@pulumi/pulumi';
import type { DeployedObject, FleetDeploymentArgs } from './fleet-deployment-args';
import type { InputProblem } from './input-error';
import { withoutEmpty } from './kubernetes-object';
import type { ObjectStep } from './plan';
import { withWaiting } from './waiting';
import type { Manifest } from '../fleet';
import { groupBy } from '../fleet/collections';

/** Options that would take an object away from where the fleet has it; each with what to write instead. */
const REFUSED: Readonly<Record<string, string>> = {
  provider: 'an object goes to the provider of its cluster, write that in providers',
  parent: 'the parent of an object is the FleetDeployment, and its URN a contract, write the parent of all in opts',
  id: 'with it Pulumi would only read the object, write import for one that is there',
  urn: 'with it Pulumi would only look the object up',
};

/** What people say about the resources of objects, by step, and what is wrong with it. */
export interface ObjectOptions {
  readonly of: ReadonlyMap<ObjectStep, pulumi.CustomResourceOptions>;
  readonly problems: readonly InputProblem[];
}

/** An object as Pulumi gets it: it waits for what says that it is ready, and has no field that comes back otherwise. */
export function deployedManifest(manifest: Manifest): Manifest {
  return withWaiting(withoutEmpty(manifest));
}

/** Asks for the options of all objects, before anything is registered. */
export function optionsOf(resourceOptions: FleetDeploymentArgs['resourceOptions'], steps: readonly ObjectStep[]): ObjectOptions {
  const of = new Map<ObjectStep, pulumi.CustomResourceOptions>();
  const wrong: { readonly path: string; readonly reason: string }[] = [];
  for (const step of resourceOptions === undefined ? [] : steps) {
    const { options, reason } = ask(resourceOptions!, step);
    if (reason !== undefined) {
      wrong.push({ path: step.path, reason });
    } else if (options !== undefined) {
      of.set(step, options);
    }
  }
  const problems = [...groupBy(wrong, ({ reason }) => reason)].map(([reason, same]) => ({
    propertyPath: 'resourceOptions', reason: `for ${same[0].path}${same.length > 1 ? ` and ${same.length - 1} more` : ''}: ${reason}`,
  }));
  return { of, problems };
}

function ask(resourceOptions: (object: DeployedObject) => unknown, { path, chart, manifest }: ObjectStep): {
  readonly options?: pulumi.CustomResourceOptions; readonly reason?: string;
} {
  const { unit, cluster } = chart;
  let given: unknown;
  try {
    given = resourceOptions({ path, cluster, ...(unit !== undefined && { unit }), manifest: frozenCopy(deployedManifest(manifest)) });
  } catch (error) {
    return { reason: `it throws ${error instanceof Error ? error.message : String(error)}` };
  }
  if (given === undefined) {
    return {};
  }
  if (!isPlainObject(given)) {
    return { reason: 'return an object of options or undefined, and no promise' };
  }
  const refused = Object.keys(REFUSED).filter(option => option in given);
  return refused.length === 0 ? { options: given } : { reason: refused.map(option => `leave out ${option}: ${REFUSED[option]}`).join('; ') };
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** What a function of other people may keep, and cannot change. */
function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Array.isArray(value) ? value.map(frozenCopy) : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item)]));
  return Object.freeze(copy) as T;
}
