import { ImageReference } from './image-reference';
import { checkNoCredentials } from '../check-address';
import { checkProps, TEXT_MAP } from '../check-props';

/** Options for `Mirror.registry`. */
export interface MirrorOptions {
  /**
   * Places for what comes from some hosts, by host: `{ 'quay.io': 'registry.example.com/quay' }`, as a registry has it that holds a cache for each.
   *
   * @default - below the mirror, in a folder named after the host: `registry.example.com/mirror/quay.io`
   */
  readonly hosts?: Readonly<Record<string, string>>;
}

const PLACE = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

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
    checkProps('Mirror.registry: ', options, {}, { hosts: TEXT_MAP });
    checkPlace('Mirror.registry', place);
    Object.entries(options.hosts ?? {}).forEach(([host, at]) => checkPlace(`Mirror.registry: hosts['${host}']`, at));
    return new Mirror(place, options.hosts ?? {});
  }

  private readonly sources = new Map<string, string>();

  private constructor(
    /** Host and path, as given. @default - there is no mirror */
    public readonly place: string | undefined,
    private readonly hosts: Readonly<Record<string, string>>,
  ) {}

  /** Where an image is taken from; what is no image, and what lies in the mirror already, stays as it is. */
  public image(reference: string): string {
    const image = ImageReference.tryParse(reference);
    const registry = image && this.registry(image.registry);
    if (image === undefined || registry === undefined || registry === image.registry) {
      return reference;
    }
    const [host, ...path] = registry.split('/');
    const target = image.at(host, [...path, image.repository].join('/')).toString();
    this.sources.set(target, reference);
    return target;
  }

  /** Where all that comes from a registry is taken from: `registry.example.com/mirror/registry.k8s.io` for `registry.k8s.io`. */
  public registry(host: string): string {
    return this.place === undefined || this.holds(host) ? host : this.placeOf(host);
  }

  /** Where a Helm chart is taken from: `oci://registry.example.com/mirror/helm.cilium.io` for `https://helm.cilium.io`. */
  public chartRepository(repository: string): string {
    const { host, path } = split(repository);
    const registry = this.registry(host);
    return registry === host ? repository : `oci://${[registry, ...path].join('/')}`;
  }

  /** Where the Cluster API operator takes a release from, as an OCI artifact without a scheme and a tag; undefined without a mirror. */
  public release(releases: string, provider: string): string | undefined {
    const { host, path } = split(releases);
    return this.place === undefined ? undefined : [this.registry(host), ...path.filter(part => part !== 'releases'), provider].join('/');
  }

  /** What an image that this mirror has given the place of was called before. */
  public sourceOf(target: string): string {
    return this.sources.get(target) ?? target;
  }

  private holds(host: string): boolean {
    return [this.place!, ...Object.values(this.hosts)].some(place => place.split('/')[0] === host);
  }

  private placeOf(host: string): string {
    // A port is no part of a path.
    return this.hosts[host] ?? `${this.place}/${host.replace(':', '-')}`;
  }
}

function split(url: string): { readonly host: string; readonly path: readonly string[] } {
  const [host, ...path] = url.replace(/^[a-z]+:\/\//, '').split('/').filter(part => part !== '');
  return { host, path };
}

function checkPlace(where: string, place: string): void {
  checkNoCredentials(where, place);
  if (!PLACE.test(place)) {
    throw new Error(`${where}: write the host of a registry and a path in lower case, without a scheme: 'registry.example.com/mirror', got '${place}'`);
  }
}
