import * as pulumi from '@pulumi/pulumi';

/** By this `pulumi.CustomResource.isInstance` knows one (@pulumi/pulumi 3.142 to 3.276 resource.js). */
const CUSTOM_RESOURCE = '__pulumiCustomResource';

/**
 * A place to wait at: it is there once all that it depends on is, and goes before any of that goes. It is a component without children, which no
 * provider and no cluster is asked about.
 *
 * The engine waits for components, and keeps what they depend on, as for any resource. Its SDK takes a component in `dependsOn` for its children, and
 * asks a custom resource only whether it is one (@pulumi/pulumi 3.142 runtime/resource.js, 3.276 runtime/dependsOn.js): so it says that it is.
 */
export class Gate extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    // A group that becomes small needs no gate any more, and what is protected Pulumi refuses to take away.
    super('cdk8s-fleet:index:Gate', name, {}, { ...opts, protect: false });
    Object.defineProperty(this, CUSTOM_RESOURCE, { value: true });
    this.registerOutputs({});
  }
}
