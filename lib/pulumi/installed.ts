/** Loaded before everything else of this entry point: without Pulumi the message would be about a file inside of this package. */
try {
  require.resolve('@pulumi/pulumi');
} catch {
  throw new Error('cdk8s-fleet/pulumi needs the package @pulumi/pulumi, 3.142 or newer, and it is not installed: run `npm install @pulumi/pulumi`');
}

export {};
