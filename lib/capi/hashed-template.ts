import { createHash } from 'node:crypto';
import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { DeferredValues, Fleet } from '../fleet';
import { templateFact } from '../fleet/lock-facts';

/** Options for a `HashedTemplate`. */
export interface HashedTemplateProps {
  /** API group and version of the template: `infrastructure.cluster.x-k8s.io/v1beta2`. The version is no part of the hash. */
  readonly apiVersion: string;
  /** Kind of the template: `AWSMachineTemplate`. */
  readonly kind: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** What the template is of, unique in the cluster: `md-0 machines`. */
  readonly role: string;
  /** What its name starts with. */
  readonly baseName: string;
  /** A name to keep for as long as the spec stays what it is now. @default - the base name and a hash of the spec */
  readonly pinnedName?: string;
  /** The prop that pins the name, for messages: `pools.md-0.names.machineTemplate`. @default 'pinnedName' */
  readonly nameProp?: string;
  /** Metadata beside the name: namespace, labels, annotations. No part of the hash, so a change of it rolls no machine. */
  readonly metadata: Omit<ApiObjectMetadata, 'name'>;
  /** The whole `spec`. It is hashed as rendered, with lazy values resolved and patches applied. */
  readonly spec: object;
}

/**
 * A machine or bootstrap template, named after a hash of its spec.
 *
 * Cluster API never acts on an edited template: providers refuse the edit, and a MachineDeployment only rolls when the name that it refers to
 * changes (Cluster API v1.14, `internal/controllers/machinedeployment/mdutil`). So a changed spec, patches included, is a new object under
 * a new name.
 *
 * A pinned name adopts a template that exists: it stands for the spec that it was first synthesized with, which the lock remembers, and gives way
 * to a hashed name as soon as the spec changes.
 *
 * A spec with a deferred value in it has no hash before it is deployed. Such a template needs a pinned name, and keeps it: machines roll when the
 * program gives it another.
 */
export class HashedTemplate extends ApiObject {
  private readonly template: HashedTemplateProps;

  constructor(scope: Construct, id: string, props: HashedTemplateProps) {
    // The name that cdk8s sees is only a placeholder: the real one needs the rendered spec.
    super(scope, id, {
      apiVersion: props.apiVersion, kind: props.kind, metadata: { ...props.metadata, name: props.pinnedName ?? props.baseName }, spec: props.spec,
    });
    this.template = props;
    if (props.pinnedName !== undefined) {
      Fleet.of(this).pinTemplate(() => ({ cluster: props.cluster, role: props.role, hash: this.pinnedHash() }));
    }
  }

  /** The name as it will be rendered, for a field of another object. */
  public get nameReference(): string {
    return Lazy.any({ produce: () => this.finalName() }) as string;
  }

  /**
   * The manifest under its final name: the pinned one for as long as the spec is the one it stands for, else base name and hash.
   *
   * @throws when the spec holds a deferred value and no name is pinned
   */
  public toJson(): any {
    const manifest = super.toJson();
    if (this.isDeferred(manifest)) {
      const { cluster, role, pinnedName, nameProp = 'pinnedName' } = this.template;
      if (pinnedName === undefined) {
        throw new Error(`${cluster}: ${this.kind} of ${role} (${this.node.path}): its spec holds a value that is known only at deployment, so that its name cannot be`
          + ` a hash of it: name it in ${nameProp}, and give it another name whenever machines shall be replaced`);
      }
      return manifest;
    }
    return { ...manifest, metadata: { ...manifest.metadata, name: this.nameFor(this.hashOf(manifest)) } };
  }

  /** Of a template that has none, something: what is wrong is said where it is rendered. */
  private finalName(): string {
    const manifest = super.toJson();
    return this.isDeferred(manifest) ? manifest.metadata.name : this.nameFor(this.hashOf(manifest));
  }

  private isDeferred(manifest: { readonly spec: unknown }): boolean {
    return DeferredValues.of(this).areIn(manifest.spec);
  }

  private nameFor(hash: string): string {
    const { pinnedName, baseName } = this.template;
    return pinnedName !== undefined && (this.lockedHash() ?? hash) === hash ? pinnedName : `${baseName}-${hash}`;
  }

  /** What the pinned name stands for: the first spec it was synthesized with. */
  private pinnedHash(): string {
    return this.lockedHash() ?? this.hashOf(super.toJson());
  }

  private lockedHash(): string | undefined {
    const { cluster, role } = this.template;
    return Fleet.of(this).lockedValue(cluster, templateFact(role));
  }

  private hashOf(manifest: { readonly spec: unknown }): string {
    return specHash(this.apiGroup, this.kind, manifest.spec);
  }
}

/**
 * Eight hexadecimal digits of SHA-256 over group, kind and spec with sorted keys.
 *
 * A contract: another result for the same spec would replace every machine of every fleet. Labels and annotations are no part of it, and
 * neither is the API version: writing the same spec at a newer version replaces no machine.
 */
export function specHash(group: string, kind: string, spec: unknown): string {
  return createHash('sha256').update(canonical({ group, kind, spec })).digest('hex').slice(0, 8);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
