import { FleetSource } from './source';
import { pathProblem, valuesProblem } from './value-faults';
import { isReleaseName } from '../../fleet/check-add-on';
import { checkNoCredentials } from '../../fleet/check-address';
import { checkProps, FLAG, MAP, PropType, TEXT, TEXTS } from '../../fleet/check-props';

const TEXT_PER_CLUSTER = perCluster(TEXT);
const TEXTS_PER_CLUSTER = perCluster(TEXTS);
const FUNCTION: PropType = { words: 'a function of the cluster', is: value => typeof value === 'function' };
const REPOSITORY = { repoUrl: TEXT, targetRevision: TEXT_PER_CLUSTER };

/**
 * Checks the sources of an application.
 *
 * @param application its name, which a Helm release has too unless it is given another one
 * @param templates whether texts are Go templates: with `generators`
 * @throws for a malformed source, and for two charts with one release name
 */
export function checkSources(path: string, sources: readonly FleetSource[], application: string, templates: boolean): void {
  sources.forEach((source, i) => checkSource(`${path}: ${sources.length === 1 ? 'source' : `sources[${i}]`}.`, source, templates));
  const releases = sources.filter(source => source.type === 'helm').map(source => source.releaseName ?? application);
  const twice = releases.find((name, i) => releases.indexOf(name) < i);
  if (twice !== undefined) {
    throw new Error(`${path}: sources: two charts have the release name '${twice}', and would take each other's objects for their own; write a releaseName for each`);
  }
}

function checkSource(where: string, source: FleetSource, templates: boolean): void {
  checkProps(where, source, { type: TYPE });
  switch (source.type) {
    case 'directory': checkProps(where, source, { ...REPOSITORY, path: TEXT_PER_CLUSTER }, { recurse: FLAG }); break;
    case 'kustomize': checkProps(where, source, { ...REPOSITORY, path: TEXT_PER_CLUSTER }, { images: TEXTS_PER_CLUSTER }); break;
    default:
      checkProps(where, source, REPOSITORY, {
        chart: TEXT, path: TEXT_PER_CLUSTER, releaseName: TEXT, values: MAP, valuesPerCluster: FUNCTION, valueFiles: TEXTS_PER_CLUSTER,
      });
      if ((source.chart === undefined) === (source.path === undefined)) {
        throw new Error(`${where}chart: write chart for a Helm repository, or path for a folder of a git repository, and not both`);
      }
      refuse(`${where}values`, valuesProblem(source.values));
      if (source.releaseName !== undefined && !isReleaseName(source.releaseName)) {
        throw new Error(`${where}releaseName: write lower-case letters, digits and dashes, 53 at most, got '${source.releaseName}'`);
      }
  }
  checkNoCredentials(`${where}repoUrl`, source.repoUrl);
  if (!templates) {
    checkPlain(where, source);
  }
}

/** Texts that hold for all clusters; what functions give is looked at when the clusters are known. */
function checkPlain(where: string, { repoUrl, targetRevision, path }: FleetSource): void {
  for (const [name, text] of Object.entries({ repoUrl, targetRevision, path })) {
    if (typeof text === 'string' && text.includes('{{')) {
      throw new Error(`${where}${name}: '${text}' is no template: what differs between clusters is known here; write a function,`
        + ' cluster => `apps/${cluster.name}`, or pass generators for clusters that come and go');
    }
  }
  refuse(`${where}path`, typeof path === 'string' ? pathProblem(path) : undefined);
}

function refuse(where: string, problem: string | undefined): void {
  if (problem !== undefined) {
    throw new Error(`${where} ${problem}`);
  }
}

const TYPE: PropType = { words: "'directory', 'kustomize' or 'helm'", is: value => ['directory', 'kustomize', 'helm'].includes(value as string) };

function perCluster(type: PropType): PropType {
  return { words: `${type.words}, or a function of the cluster`, is: value => typeof value === 'function' || type.is(value) };
}
