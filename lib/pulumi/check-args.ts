import * as pulumi from '@pulumi/pulumi';
import { deployedBy } from './deployed-by';
import { FleetDeploymentArgs } from './fleet-deployment-args';
import { InputProblem } from './input-error';
import { isMaker, isProvider, KIND_OF_PROVIDER } from './provider-type';
import { Fleet, FleetModel } from '../fleet';
import { groupBy, isMap } from '../fleet/collections';

const ARGUMENTS = ['fleet', 'providers', 'clusters', 'units', 'resourceOptions'];

/** What is wrong with arguments that no compiler may have seen, and that shows without the fleet. */
export function problemsOfTypes(args: FleetDeploymentArgs, opts: unknown): readonly InputProblem[] {
  const given = isMap(args) ? args as Partial<FleetDeploymentArgs> : {};
  const { fleet, providers, clusters, units, resourceOptions } = given;
  const isTexts = (value: unknown) => Array.isArray(value) && value.every(item => typeof item === 'string');
  const areProviders = isMap(providers) && !pulumi.Output.isInstance(providers);
  return [
    ...Object.keys(given).flatMap(name => wrong(name, ARGUMENTS.includes(name), `is no argument; write one of ${ARGUMENTS.join(', ')}`)),
    ...wrong('fleet', Fleet.isFleet(fleet), 'write a Fleet'),
    ...wrong('providers', areProviders, 'write an object with the provider of each cluster, by name'),
    ...areProviders ? problemsOfProviders(providers) : [],
    ...wrong('clusters', clusters === undefined || isTexts(clusters), 'write a list of names of clusters'),
    ...wrong('clusters', !Array.isArray(clusters) || clusters.length > 0, 'name a cluster, or leave it out for all of them, got an empty list'),
    ...wrong('units', units === undefined || (isMap(units) && Object.values(units).every(isTexts)), 'write an object with a list of units for each cluster'),
    ...wrong('resourceOptions', resourceOptions === undefined || typeof resourceOptions === 'function', 'write a function that returns options for an object'),
    ...wrong('opts', isMap(opts), 'write an object of options, or leave it out'),
  ];
}

function problemsOfProviders(providers: FleetDeploymentArgs['providers']): readonly InputProblem[] {
  const shared = [...groupBy(Object.entries(providers).filter(([, provider]) => isProvider(provider)), ([, provider]) => provider).values()];
  return [
    ...Object.entries(providers).flatMap(([name, provider]) => wrong(`providers.${name}`, isProvider(provider) || isMaker(provider),
      `write ${KIND_OF_PROVIDER}, or a function that returns one (deployment => memberProvider(...)), which is neither async nor a class`)),
    ...shared.filter(same => same.length > 1).map(same => ({
      propertyPath: same.map(([name]) => `providers.${name}`).join(', '),
      reason: `clusters ${same.map(([name]) => `'${name}'`).join(' and ')} have one provider, which reaches one cluster: write a provider for each`,
    })),
  ];
}

/**
 * What is wrong with arguments beside the fleet.
 *
 * @param withObjects names of the clusters that have objects
 */
export function problemsOfClusters(args: FleetDeploymentArgs, model: FleetModel, withObjects: readonly string[]): readonly InputProblem[] {
  const { fleet, providers, clusters, units = {} } = args;
  const names = model.clusters.map(({ name }) => name);
  const isKnown = (name: string) => names.includes(name);
  const unknown = (path: string, name: string) => wrong(path, isKnown(name), `fleet '${model.name}' has no cluster '${name}'; it has ${names.join(', ')}`);
  const isLeftOut = (name: string) => isKnown(name) && clusters !== undefined && !clusters.includes(name);
  const deployed = withObjects.filter(name => !isLeftOut(name));
  return [
    ...(clusters ?? []).flatMap((name, i) => unknown(`clusters[${i}]`, name)),
    ...Object.keys(providers).flatMap(name => unknown(`providers.${name}`, name)),
    ...Object.keys(units).flatMap(name => unknown(`units.${name}`, name)),
    // That of the hub is there to read kubeconfigs with, whoever deploys the hub.
    ...Object.keys(providers).filter(name => isLeftOut(name) && name !== fleet.hub.name).map(name => ({
      propertyPath: `providers.${name}`, reason: `cluster '${name}' is not deployed: write it in clusters, or leave out its provider`,
    })),
    ...Object.keys(units).filter(isLeftOut).map(name => ({
      propertyPath: `units.${name}`, reason: `cluster '${name}' is not deployed: write it in clusters, or leave out its units`,
    })),
    ...deployed.filter(name => providers[name] === undefined).map(name => ({
      propertyPath: `providers.${name}`,
      reason: `cluster '${name}' (${model.clusters.find(cluster => cluster.name === name)!.path}) has objects, and no provider: write one, or name in clusters those that Pulumi deploys`,
    })),
    ...deployed.flatMap(name => wrong('clusters', deployedBy(fleet, name) === undefined,
      `cluster '${name}' is deployed by ${deployedBy(fleet, name)} already, and its objects would have two owners: name in clusters of each those that it deploys`)),
    ...problemsOfDelivery(model),
  ];
}

/** Its controllers apply the folder of every cluster, that of the hub too, and what they are told with lies on the hub itself. */
function problemsOfDelivery({ name, delivery }: FleetModel): readonly InputProblem[] {
  return !delivery?.readsFolders ? [] : [{
    propertyPath: 'fleet',
    reason: `fleet '${name}' is delivered by ${delivery.name}, which applies a folder for every cluster, the hub too, so that each object would have two owners:`
      + ' have `cdk8s synth` write the folders and deploy nothing by Pulumi, or give the fleet no such delivery (Delivery.plainFiles() where charts must be rendered)',
  }];
}

function wrong(propertyPath: string, isRight: boolean, advice: string): readonly InputProblem[] {
  return isRight ? [] : [{ propertyPath, reason: advice }];
}
