import { ImageReference, isRegistryHost, isRegistryPath, readsAsHost } from './image-reference';
import { checkNoCredentials } from '../check-address';
import { checkProps, TEXT, TEXT_MAP } from '../check-props';
import { refuseOthers } from '../refuse-others';

/** Options for `Mirror.registry`. */
export interface MirrorOptions {
  /**
   * Places for what comes from some hosts, by host: `{ 'quay.io': 'registry.example.com/quay' }`, as a registry has it that holds a cache for each.
   * A host with itself as its place is taken from where it is: `{ 'charts.example.com': 'charts.example.com' }`.
   *
   * @default - below the mirror, in a folder named after the host: `registry.example.com/mirror/quay.io`
   */
  readonly hosts?: Readonly<Record<string, string>>;
}

/**
 * A registry that holds copies of everything that a fleet takes from outside: images, Helm charts as OCI artifacts, releases of Cluster API
 * providers.
 *
 * Every reference in the output then names the mirror. Nothing is copied: the bill of materials of a synth lists what has to be, with source and
 * target.
 */
export class Mirror {
  /** No mirror: everything is taken from where its project puts it. @internal */
  public static readonly NONE = new Mirror(undefined, {});

  /**
   * A mirror that keeps the host of the source as a part of the path, as `skopeo sync --scoped` does: `quay.io/cilium/cilium` becomes
   * `registry.example.com/mirror/quay.io/cilium/cilium`.
   *
   * @param place host of the registry, and a path in it: `registry.example.com/mirror`
   * @throws for what is no host with a path, for a scheme, and for credentials
   */
  public static registry(place: string, options: MirrorOptions = {}): Mirror {
    checkProps('Mirror.registry: ', { place }, { place: TEXT });
    checkProps('Mirror.registry: ', options, {}, { hosts: TEXT_MAP });
    refuseOthers('Mirror.registry: ', options, ['hosts']);
    checkPlace('Mirror.registry', place);
    for (const [host, at] of Object.entries(options.hosts ?? {})) {
      checkHost(host);
      checkPlace(`Mirror.registry: hosts['${host}']`, at);
    }
    return new Mirror(place, options.hosts ?? {});
  }

  /** What has been given a place, by the place: as it was called, and in one form for all names of it. */
  private readonly sources = new Map<string, { readonly reference: string; readonly name: string }>();

  private constructor(
    /** Host and path, as given. @default - there is no mirror */
    public readonly place: string | undefined,
    private readonly hosts: Readonly<Record<string, string>>,
  ) {}

  /**
   * Where an image is taken from; what is no image, and what lies in the mirror already, stays as it is.
   *
   * @throws when another image has been given the same place: two hosts share one, and both have an image of that name
   */
  public image(reference: string): string {
    const image = ImageReference.tryParse(reference);
    const registry = image && this.moved(image.registry);
    if (image === undefined || registry === undefined) {
      return reference;
    }
    const [host, ...path] = registry.split('/');
    const name = image.at(image.registry.toLowerCase(), image.repository).toString();
    return this.given(image.at(host, [...path, image.repository].join('/')).toString(), reference, name);
  }

  /** Where all that comes from a registry is taken from: `registry.example.com/mirror/registry.k8s.io` for `registry.k8s.io`. */
  public registry(host: string): string {
    return this.moved(host) ?? host;
  }

  /**
   * Where a Helm chart is taken from: `oci://registry.example.com/mirror/helm.cilium.io` for `https://helm.cilium.io`. In a registry every path is in
   * lower case.
   *
   * @throws when another repository has been given the same place, and for an address with credentials
   */
  public chartRepository(repository: string): string {
    checkNoCredentials('Mirror.chartRepository', repository);
    const { host, path } = split(repository);
    const registry = this.moved(host);
    if (registry === undefined) {
      return repository;
    }
    return this.given(`oci://${[registry, ...inRegistry(path)].join('/')}`, repository, [host.toLowerCase(), ...path].join('/'));
  }

  /** Where the Cluster API operator takes a release from, as an OCI artifact without scheme and tag; undefined for one that stays where it is. */
  public release(releases: string, provider: string): string | undefined {
    const { host, path } = split(releases);
    const registry = this.moved(host);
    return registry && [registry, ...inRegistry(path.at(-1) === 'releases' ? path.slice(0, -1) : path), provider].join('/');
  }

  /** What an image that this mirror has given the place of was called before. */
  public sourceOf(target: string): string {
    return this.sources.get(target)?.reference ?? target;
  }

  /** Where a host has been moved to; undefined for one that is where it was. */
  private moved(host: string): string | undefined {
    const name = host.toLowerCase();
    // The host of a Go template is known only to who fills it in.
    if (this.place === undefined || name.includes('{{') || this.holds(name)) {
      return undefined;
    }
    return Object.hasOwn(this.hosts, name) ? this.hosts[name] : `${this.place}/${inRegistry([name]).join('')}`;
  }

  private holds(host: string): boolean {
    return [this.place!, ...Object.values(this.hosts)].some(place => place.split('/')[0] === host);
  }

  /** Two things in one place would be one. */
  private given(target: string, reference: string, name: string): string {
    const other = this.sources.get(target);
    if (other !== undefined && other.name !== name) {
      const [first, second] = [other.name, name].sort();
      throw new Error(`Mirror.registry: ${first} and ${second} would both lie at ${target}: give one of their hosts a place of its own in 'hosts'`);
    }
    this.sources.set(target, { reference, name });
    return target;
  }
}

function split(url: string): { readonly host: string; readonly path: readonly string[] } {
  const [host, ...path] = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split('/').filter(part => part !== '');
  return { host, path };
}

/** Parts of an address as a registry takes them for a path: lower case, letters and digits with one separator between them. Go templates stay. */
function inRegistry(parts: readonly string[]): readonly string[] {
  return parts.some(part => part.includes('{{')) ? parts : parts.map(part => part.toLowerCase().replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .replace(/[^a-z0-9]+/g, between => (/^([._]|__|-+)$/.test(between) ? between : '-'))).filter(part => part !== '');
}

function checkPlace(where: string, place: string): void {
  checkNoCredentials(where, place.includes('://') ? place : `https://${place}`);
  const [host, ...path] = place.split('/');
  if (!isRegistryHost(host) || !readsAsHost(host) || place !== place.toLowerCase() || (path.length > 0 && !isRegistryPath(path.join('/')))) {
    throw new Error(`${where}: write the host of a registry, which has a dot or a port, and a path, in lower case and without a scheme:`
      + ` 'registry.example.com/mirror', got '${place}'`);
  }
}

function checkHost(host: string): void {
  checkNoCredentials('Mirror.registry: hosts', `https://${host}`);
  if (!isRegistryHost(host) || host !== host.toLowerCase() || host === 'index.docker.io') {
    throw new Error(`Mirror.registry: hosts: write the host of a source in lower case, 'quay.io', and 'docker.io' for Docker Hub, got '${host}'`);
  }
}
