/** Where the short names of Docker lie: `busybox` is `docker.io/library/busybox` (distribution/reference v0.6.0 `normalize.go`). */
const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_OF_OLD = 'index.docker.io';

// The grammar of distribution/reference v0.6.0 `regexp.go`, and the digests of opencontainers/go-digest v1.0.0.
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}';
const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = new RegExp(`^(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::\\d+)?$`);
const PATH = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const IN_REGISTRY = new RegExp(`^(?<path>${PATH.source.slice(1, -1)})(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>${DIGEST}))?$`);
/** What a container runtime takes for the id of an image. */
const ID = /^[a-f0-9]{64}$/;
const LONGEST_PATH = 255;

/** Whether a text is the host of a registry, with or without a port. */
export function isRegistryHost(text: string): boolean {
  return HOST.test(text);
}

/** Whether a text is a path in a registry. */
export function isRegistryPath(text: string): boolean {
  return PATH.test(text);
}

/** Whether the first part of an image is a host, and not a folder of Docker Hub. */
export function readsAsHost(part: string): boolean {
  return part === 'localhost' || /[.:]/.test(part) || part !== part.toLowerCase();
}

/** An image of a container registry, by its parts. */
export class ImageReference {
  /**
   * The parts of a reference as a container runtime reads it: `nginx` is `docker.io/library/nginx`.
   *
   * @throws for what is no reference
   */
  public static parse(text: string): ImageReference {
    const reference = ImageReference.tryParse(text);
    if (!reference) {
      throw new Error(`'${text}' is no image; write <registry>/<path>:<tag>, with <path> in lower case`);
    }
    return reference;
  }

  /** As `parse`; undefined for what is no reference. */
  public static tryParse(text: string): ImageReference | undefined {
    const first = text.slice(0, Math.max(text.indexOf('/'), 0));
    const host = readsAsHost(first) ? first : undefined;
    const { path, tag, digest } = IN_REGISTRY.exec(host === undefined ? text : text.slice(host.length + 1))?.groups ?? {};
    if (path === undefined || ID.test(text) || (host !== undefined && !HOST.test(host))) {
      return undefined;
    }
    const registry = host === undefined || host === DOCKER_HUB_OF_OLD ? DOCKER_HUB : host;
    const repository = registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path;
    return repository.length > LONGEST_PATH ? undefined : new ImageReference(registry, repository, tag, digest);
  }

  private constructor(
    /** Host of the registry, with its port where it has one: `quay.io`. */
    public readonly registry: string,
    /** Path in the registry: `cilium/cilium`. */
    public readonly repository: string,
    /** Tag. @default - none: a digest, or `latest` */
    public readonly tag?: string,
    /** Digest: `sha256:...`. @default - none */
    public readonly digest?: string,
  ) {}

  /** Registry and path, without tag and digest: `quay.io/cilium/cilium`. */
  public get name(): string {
    return `${this.registry}/${this.repository}`;
  }

  /** The same tag and digest in another place: `registry.example.com/mirror/quay.io/cilium/cilium`. */
  public at(registry: string, repository: string): ImageReference {
    return new ImageReference(registry, repository, this.tag, this.digest);
  }

  /** The whole reference. */
  public toString(): string {
    return `${this.name}${this.tag === undefined ? '' : `:${this.tag}`}${this.digest === undefined ? '' : `@${this.digest}`}`;
  }
}
