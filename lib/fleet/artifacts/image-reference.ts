/** Where the short names of Docker lie: `busybox` is `docker.io/library/busybox` (distribution/reference v0.6.0 `normalize.go`). */
const DOCKER_HUB = 'docker.io';

const REFERENCE = /^(?<name>[^\s:@]+(?::\d+\/[^\s:@]+)?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[a-f0-9]{32,}))?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;

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
    const { name, tag, digest } = REFERENCE.exec(text)?.groups ?? {};
    if (name === undefined) {
      return undefined;
    }
    const [first, ...rest] = name.split('/');
    const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    const path = hasRegistry ? rest.join('/') : name;
    const repository = hasRegistry || path.includes('/') ? path : `library/${path}`;
    return PATH.test(repository) ? new ImageReference(hasRegistry ? first : DOCKER_HUB, repository, tag, digest) : undefined;
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
