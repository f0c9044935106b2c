import { Construct } from 'constructs';
import { checkSources } from './check-sources';
import { checkWaves } from './check-waves';
import { DYNAMIC_ONLY } from './dynamic-form';
import { ApplicationSetFleetProps } from './props';
import { FleetSource } from './source';
import { LONGEST_GENERATED_APPLICATION_NAME } from '../../delivery/argo-cd/project/application-name';
import { Fleet, ICluster } from '../../fleet';
import { ANY_TEXT, checkLabel, checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';
import { isLabelValue } from '../../fleet/label';
import { CLUSTER_NAME } from '../../fleet/names';

const TEXTS_OR_FUNCTIONS: PropType = {
  words: 'an object of texts, or of functions of the cluster',
  is: value => isMap(value) && Object.values(value).every(item => typeof item === 'string' || typeof item === 'function'),
};
const PROJECT: PropType = { words: 'a name, or the construct of a project', is: value => TEXT.is(value) || (isMap(value) && TEXT.is(value.name)) };
/** DNS-1123 label. */
const CLUSTERS: PropType = {
  words: 'a list of clusters or of their names',
  is: value => Array.isArray(value) && value.every(item => TEXT.is(item) || Construct.isConstruct(item)),
};
const SELECTION = { clusters: CLUSTERS, matchLabels: TEXT_MAP, regions: TEXTS };

const OPTIONAL: Readonly<Record<string, PropType>> = {
  ...SELECTION, name: ANY_TEXT, source: MAP, sources: MAPS, createNamespace: FLAG, prune: FLAG, waves: MAPS,
  project: PROJECT, labels: TEXTS_OR_FUNCTIONS, annotations: TEXTS_OR_FUNCTIONS, applicationFinalizers: TEXTS,
  syncPolicy: MAP, ignoreDifferences: MAPS,
  applicationsSync: TEXT, preserveResourcesOnDeletion: FLAG, finalizers: TEXTS, deletionOrder: TEXT, ignoreApplicationDifferences: MAPS,
  generators: MAPS, applicationName: TEXT, destination: MAP, wave: TEXT,
};

/**
 * Checks what the call alone shows.
 *
 * @throws for the first prop that is wrong
 */
export function checkApplicationSetProps(path: string, fleet: Fleet, props: ApplicationSetFleetProps, name: string): void {
  checkProps(`${path}: `, props, { namespace: TEXT }, OPTIONAL);
  const known = ['namespace', ...Object.keys(OPTIONAL)];
  const unknown = Object.keys(props).find(prop => !known.includes(prop));
  if (unknown !== undefined) {
    // A misspelt selection would select every member.
    throw new Error(`${path}: ${unknown} is no prop of an ApplicationSetFleet; write one of ${known.join(', ')}`);
  }
  if (!CLUSTER_NAME.test(name) || name.length > LONGEST_GENERATED_APPLICATION_NAME) {
    throw new Error(`${path}: name: '${name}' becomes the beginning of Application names; write lower-case letters, digits and dashes,`
      + ` ${LONGEST_GENERATED_APPLICATION_NAME} at most, beginning and ending with a letter or digit`);
  }
  checkSources(path, sourcesOf(path, props), name, props.generators !== undefined);
  checkWaves(path, props, SELECTION);
  checkSyncPolicy(path, props);
  checkOwnFleet(path, fleet, [props, ...props.waves ?? []]);
  if (props.generators === undefined) {
    checkListForm(path, props);
  }
}

/** @throws unless exactly one of `source` and `sources` is given */
export function sourcesOf(path: string, { source, sources }: ApplicationSetFleetProps): readonly FleetSource[] {
  const all = sources ?? (source === undefined ? [] : [source]);
  if (all.length === 0 || (source !== undefined && sources !== undefined)) {
    throw new Error(`${path}: source: write source for one source, or sources for several, and not both`);
  }
  return all;
}

function checkListForm(path: string, props: ApplicationSetFleetProps): void {
  const dynamic = DYNAMIC_ONLY.filter(prop => props[prop] !== undefined);
  if (dynamic.length > 0) {
    throw new Error(`${path}: ${dynamic.join(', ')}: only with generators; without them names, destinations and waves come from the clusters of the fleet`);
  }
  if (props.namespace.includes('{{')) {
    throw new Error(`${path}: namespace: '${props.namespace}' is no template; write one namespace, the same in every cluster`);
  }
  checkLabel(`${path}: namespace`, props.namespace);
  const [wrong] = Object.entries(props.labels ?? {}).filter(([, text]) => typeof text === 'string' && !isLabelValue(text));
  if (wrong) {
    throw new Error(`${path}: labels: '${String(wrong[1])}' is no value of a label; write letters, digits, '-', '_' and '.', 63 at most`);
  }
}

function checkSyncPolicy(path: string, { syncPolicy }: ApplicationSetFleetProps): void {
  if (syncPolicy !== undefined && isMap(syncPolicy.automated) && 'prune' in syncPolicy.automated) {
    throw new Error(`${path}: syncPolicy.automated.prune: write the prop prune beside syncPolicy; every delivery has it`);
  }
}

function checkOwnFleet(path: string, fleet: Fleet, selections: readonly Pick<ApplicationSetFleetProps, 'clusters'>[]): void {
  const stranger = selections.flatMap(({ clusters = [] }) => clusters).find(cluster => typeof cluster !== 'string' && Fleet.of(cluster) !== fleet);
  if (stranger !== undefined) {
    throw new Error(`${path}: clusters: '${(stranger as ICluster).name}' is a cluster of another fleet (${(stranger as ICluster).node.path}); select clusters of fleet '${fleet.node.id}'`);
  }
}
