import * as pulumi from '@pulumi/pulumi';
import { FleetDeploymentArgs } from './fleet-deployment-args';
import { InputProblem } from './input-error';
import { Fleet, FleetModel } from '../fleet';
import { isMap } from '../fleet/collections';

/** What is wrong with arguments that no compiler may have seen, and that shows without the fleet. */
export function problemsOfTypes(args: FleetDeploymentArgs): readonly InputProblem[] {
  const { fleet, providers, clusters, units, resourceOptions } = isMap(args) ? args as Partial<FleetDeploymentArgs> : {};
  const isTexts = (value: unknown) => Array.isArray(value) && value.every(item => typeof item === 'string');
  const areProviders = isMap(providers) && !pulumi.Output.isInstance(providers);
  return [
    ...wrong('fleet', Fleet.isFleet(fleet), 'write a Fleet'),
    ...wrong('providers', areProviders, 'write an object with the provider of each cluster, by name'),
    ...Object.entries(areProviders ? providers! : {}).flatMap(([name, provider]) => wrong(`providers.${name}`, isProvider(provider),
      'write a provider of package kubernetes (new kubernetes.Provider(...)), or a function that returns one (deployment => memberProvider(...))')),
    ...wrong('clusters', clusters === undefined || isTexts(clusters), 'write a list of names of clusters'),
    ...wrong('units', units === undefined || (isMap(units) && Object.values(units).every(isTexts)), 'write an object with a list of units for each cluster'),
    ...wrong('resourceOptions', resourceOptions === undefined || typeof resourceOptions === 'function', 'write a function that returns options for an object'),
  ];
}

/** Whether something is a provider of Kubernetes, of whatever copy of Pulumi, or may give one. */
export function isProvider(value: unknown): boolean {
  return typeof value === 'function' || (pulumi.Resource.isInstance(value) && (value as { readonly pkg?: unknown }).pkg === 'kubernetes');
}

/**
 * What is wrong with arguments beside the fleet.
 *
 * @param withObjects names of the clusters that have objects
 */
export function problemsOfClusters(args: FleetDeploymentArgs, model: FleetModel, withObjects: readonly string[]): readonly InputProblem[] {
  const { providers, clusters, units = {} } = args;
  const names = model.clusters.map(({ name }) => name);
  const isKnown = (name: string) => names.includes(name);
  const unknown = (path: string, name: string) => wrong(path, isKnown(name), `fleet '${model.name}' has no cluster '${name}'; it has ${names.join(', ')}`);
  const deployed = clusters ?? withObjects;
  return [
    ...(clusters ?? []).flatMap((name, i) => unknown(`clusters[${i}]`, name)),
    ...Object.keys(providers).flatMap(name => unknown(`providers.${name}`, name)),
    ...Object.keys(units).flatMap(name => unknown(`units.${name}`, name)),
    ...Object.keys(providers).filter(name => isKnown(name) && clusters !== undefined && !clusters.includes(name)).map(name => ({
      propertyPath: `providers.${name}`, reason: `cluster '${name}' is not deployed: write it in clusters, or leave out its provider`,
    })),
    ...deployed.filter(name => isKnown(name) && withObjects.includes(name) && providers[name] === undefined).map(name => ({
      propertyPath: `providers.${name}`,
      reason: `cluster '${name}' (${model.clusters.find(cluster => cluster.name === name)!.path}) has objects, and no provider: write one, or name in clusters those that Pulumi deploys`,
    })),
    ...(clusters === undefined && model.delivery?.readsFolders ? [{
      propertyPath: 'clusters',
      reason: `fleet '${model.name}' is delivered by ${model.delivery.name}, which reads folders that only a FleetApp writes: name in clusters those that Pulumi`
        + ' deploys, the hub for example, and have the folders of the others written by `cdk8s synth`; or give the fleet no such delivery',
    }] : []),
  ];
}

function wrong(propertyPath: string, isRight: boolean, advice: string): readonly InputProblem[] {
  return isRight ? [] : [{ propertyPath, reason: advice }];
}
