/**
 * Types of an environment file. Generated from environments/environment.schema.json by `npm run generate`; do not edit.
 * `EnvironmentFile` is what a file may say, `Environment` is what it means: every default filled.
 */

/**
 * One DIGIT environment: where it runs, how large it is, who may reach it, and what data it holds. No secrets, no logic.
 */
export interface EnvironmentFile {
  /**
   * Version of the shape of this file.
   */
  apiVersion: "digit-platform/v1";
  /**
   * Versions of digit-platform that may act on this file, as a semantic-version range.
   */
  kit?: string;
  /**
   * One other file whose values hold wherever this one is silent: maps are merged, lists are replaced. The path is relative to this file; the other file extends nothing.
   */
  extends?: string;
  /**
   * Name of the environment. It becomes part of the names of resources and of the path of the Terraform state, so a later change means a new environment.
   */
  name: string;
  /**
   * Where the platform runs. A later change means a new environment.
   */
  target: "aws";
  /**
   * True for an environment that reaches only the local AWS emulator and never AWS.
   */
  emulator?: boolean;
  /**
   * What plans and applies. Both read the same stacks and the same states, so that it can be changed at any time; plans that are there are made again then.
   */
  engine?: "terraform" | "opentofu";
  /**
   * The AWS account.
   */
  aws: {
    /**
     * The twelve digits of the only account that the Terraform providers may act on, in quotes. A later change means a new environment.
     */
    accountId: string;
    /**
     * Name of the policy in the account that limits every role that the stacks make; `synth` writes its text, and somebody else than the pipeline must have made it before the first deployment. Left out, roles have no boundary. Later changes are made in place.
     */
    permissionsBoundary?: string;
    /**
     * The pipeline that deploys. `synth` writes the trust documents of its two roles, one that deploys and one that reads. Left out, none are written.
     */
    pipeline?: {
      /**
       * Whose OIDC tokens the roles trust.
       */
      system: "github" | "gitlab";
      /**
       * Host of a GitLab of one's own. Left out, gitlab.com; GitHub needs none.
       */
      host?: string;
      /**
       * The repository, with its owner or group.
       */
      project: string;
      /**
       * From where alone may be deployed: a protected environment of GitHub, a protected branch of GitLab.
       */
      deployFrom: string;
    };
  };
  /**
   * Region of the platform. It must lie in a country that dataProtection.residency allows. A later change means a new environment.
   */
  region: string;
  /**
   * Second region, in the same country, for copies of backups and of the Terraform state.
   */
  recoveryRegion?: string;
  /**
   * Named profile of capacity. demo is for trying out, with every protection of the others; the others carry a district, a state, or several states. docs/sizes.md has the figures; a size that does not carry the cities and their retention is refused.
   */
  size: "demo" | "district" | "state" | "national";
  /**
   * The network of the platform.
   */
  network?: {
    /**
     * Private IPv4 range of the network, from /16 to /20, cut into edge, application and data tiers in three zones. A change replaces the network.
     */
    cidr?: string;
    /**
     * Ranges of networks that are, or will be, joined to this one (State Wide Area Network, other environments). An overlap with network.cidr is refused.
     */
    neighbours?: {
      /**
       * IPv4 range of the neighbour.
       */
      [k: string]: string;
    };
  };
  /**
   * Who may do what, until when, and on which way in.
   */
  access: {
    /**
     * People who may approve exceptions and emergency changes. An emergency needs two of them.
     *
     * @minItems 1
     * @maxItems 50
     *
     * Items: One approver.
     */
    approvers: {
      /**
       * Name of the person.
       */
      name: string;
      /**
       * Address that exceptions name in approvedBy.
       */
      email: string;
    }[];
    /**
     * Groups of people with access to the platform, by a short name of your choice.
     */
    groups?: {
      /**
       * One group with access.
       */
      [k: string]: {
        /**
         * Name of the group in the single sign-on directory.
         */
        ssoGroup: string;
        /**
         * What the group may do.
         */
        role: "operator" | "developer" | "auditor" | "break-glass";
        /**
         * Party under dataProtection.parties that the people belong to.
         */
        party: "platformOwner" | "administeringAuthority" | "implementingAgency" | "maintenanceTeam";
        /**
         * Why the group needs access.
         */
        purpose: string;
        /**
         * Last day of the access.
         */
        until: string;
      };
    };
    /**
     * How people and the deployment reach the private network: port forwarding by AWS Systems Manager Session Manager, logged, with no open port.
     */
    wayIn?: "session-manager";
  };
  /**
   * Who must have signed what `plan` wrote before `deploy` applies it. Left out: the gate alone decides. Whoever may change this file may change this part of it, so keep it where changes are reviewed.
   */
  approval?: {
    /**
     * How many different people must have signed. With two, at least one of them is not the one who planned; no file can prove who that was.
     */
    signatures?: number;
    /**
     * Whose signatures count.
     *
     * @minItems 1
     * @maxItems 50
     *
     * Items: One signer.
     */
    signers: {
      /**
       * Address of one of access.approvers, who alone holds or may use the key.
       */
      approver: string;
      /**
       * The public half of an Ed25519 or ECDSA P-256 key: base64 of its DER form, on one line. `openssl pkey -in key.pem -pubout -outform DER | base64 -w0` prints it of a key file, `aws kms get-public-key --key-id … --query PublicKey --output text` of a key in AWS KMS.
       */
      publicKey: string;
    }[];
  };
  /**
   * The state and its cities, as DIGIT names them.
   */
  tenants: {
    /**
     * Tenant of the state.
     */
    state: {
      /**
       * Short code of the state, the first part of every tenant id.
       */
      code: string;
      /**
       * Name of the state.
       */
      name: string;
    };
    /**
     * Cities (urban local bodies) that use the platform.
     *
     * @maxItems 10000
     *
     * Items: Tenant of one city.
     */
    cities?: {
      /**
       * Code of the city without the state; the tenant id is the state's code, a dot, and this.
       */
      code: string;
      /**
       * Name of the city.
       */
      name: string;
    }[];
  };
  /**
   * Register of personal data under the Digital Personal Data Protection Act, 2023.
   */
  dataProtection?: {
    /**
     * Who owns, runs, builds and maintains the platform.
     */
    parties?: {
      /**
       * Owner of the platform.
       */
      platformOwner?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Authority that decides on purposes and means: the data fiduciary.
       */
      administeringAuthority?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Agency that builds and rolls out.
       */
      implementingAgency?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Team that operates the platform.
       */
      maintenanceTeam?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
    };
    /**
     * Data protection officer, or the person who answers questions about processing.
     */
    officer?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Person who receives grievances of citizens.
     */
    grievanceContact?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Purposes of processing, by a short name.
     */
    purposes?: {
      /**
       * One purpose.
       */
      [k: string]: {
        /**
         * What is done with the data, in a citizen's words.
         */
        description: string;
        /**
         * Ground of processing. state-service is processing by the State for a subsidy, benefit, service, certificate, licence or permit under the Second Schedule of the DPDP Rules, 2025.
         */
        legalBasis:
          | "consent"
          | "state-service"
          | "state-function"
          | "legal-obligation"
          | "judicial-order"
          | "medical-emergency"
          | "disaster"
          | "employment"
          | "voluntarily-provided";
        /**
         * Categories of data that the purpose needs.
         *
         * @maxItems 100
         *
         * Items: Key of an entry of dataProtection.categories.
         */
        categories?: string[];
      };
    };
    /**
     * Categories of personal data, by a short name.
     */
    categories?: {
      /**
       * One category of personal data.
       */
      [k: string]: {
        /**
         * What the category holds.
         */
        description?: string;
        /**
         * Whether a leak would do grave harm (health, money, identity numbers, caste, belief).
         */
        sensitive?: boolean;
        /**
         * Whether it holds data of people under 18.
         */
        children?: boolean;
        /**
         * Whether it holds data of employees.
         */
        employees?: boolean;
        /**
         * Days from the last processing until the data is erased, at least 365 (DPDP Rules, 2025, rule 8(3)). Documents of the category lie below its name in the file store and end by themselves.
         */
        retentionDays: number;
      };
    };
    /**
     * Other bodies that receive or process the data, by a short name.
     */
    thirdParties?: {
      /**
       * One third party.
       */
      [k: string]: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * What the body is to the data fiduciary.
         */
        role: "processor" | "recipient" | "joint-fiduciary";
        /**
         * Why the body gets the data.
         */
        purpose: string;
        /**
         * Country in which the body processes the data.
         */
        country: string;
        /**
         * Categories of data that the body gets.
         *
         * @maxItems 100
         *
         * Items: Key of an entry of dataProtection.categories.
         */
        categories?: string[];
        /**
         * Last day of the contract.
         */
        until?: string;
      };
    };
    /**
     * Where data may be stored: every region must lie there.
     */
    residency?: "india";
    /**
     * Address of the notice to citizens, by language code.
     */
    notices?: {
      /**
       * Address of the notice.
       */
      [k: string]: string;
    };
    /**
     * Ways in which citizens complain about the use of their data.
     *
     * @maxItems 50
     *
     * Items: One channel.
     */
    complaintChannels?: {
      /**
       * Kind of channel.
       */
      kind: "phone" | "email" | "web" | "office";
      /**
       * Number, address or place.
       */
      address: string;
    }[];
  };
  /**
   * Audit logs.
   */
  audit?: {
    /**
     * Days for which audit logs are kept and cannot be erased, at least 365 (DPDP Rules, 2025, rule 6(1)(e)).
     */
    retentionDays?: number;
    /**
     * Point of contact for CERT-In (Directions of 28 April 2022, paragraph (iii)).
     */
    certInContact?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Bucket with object lock for the log of evidence. Each record is locked for `retentionDays`. Left out: the folder `evidence` of the environment's output.
     */
    evidence?: string;
  };
  /**
   * Objectives of recovery.
   */
  recovery?: {
    /**
     * Most minutes of data that a disaster may cost, at least 5.
     */
    rpoMinutes?: number;
    /**
     * Most minutes until the platform serves again.
     */
    rtoMinutes?: number;
    /**
     * Days for which backups are kept. Point-in-time recovery reaches back 35 days at most; backups beyond that are daily.
     */
    retentionDays?: number;
  };
  /**
   * Public name of the platform, who keeps its DNS, and where its certificate comes from. Left out: the platform has no public entry, and the stacks domain and edge are not made.
   */
  domain?: {
    /**
     * Name under which citizens and staff reach the platform; hosts of tenants stand below it. A change means a new certificate and new records.
     */
    name: string;
    /**
     * Who keeps the public DNS. managed: a zone of the platform, to which the registrar of the domain points. delegated: the same for a name below somebody else's zone, which delegates it. manual: somebody else keeps all records and gets a list of them. In each case deploy prints what a person has to enter, ends with 0, and goes on at its next run.
     */
    dns?: "managed" | "delegated" | "manual";
    /**
     * Where the certificate comes from. managed: AWS Certificate Manager issues and renews it. given: one that was imported there, named by certificateArn; whoever imported it renews it.
     */
    certificate?: "managed" | "given";
    /**
     * The given certificate in AWS Certificate Manager, in the platform's account and region.
     */
    certificateArn?: string;
  };
  /**
   * Versions of what runs, where they are not this release's own (`digit-platform explain` and docs/guide-upgrades.md say which those are). A change is an upgrade, which the plan judges by what is applied.
   */
  versions?: {
    /**
     * Kubernetes of control plane and nodes; one minor version at a time. A later change replaces the nodes one by one.
     */
    kubernetes?: string;
    /**
     * Release of the nodes' image, as EKS names it. Left out, nodes get the newest at each change of Kubernetes. A later change replaces the nodes one by one.
     */
    nodeImage?: string;
    /**
     * Major version of PostgreSQL. A later change is a major upgrade, stops the database for minutes, and needs `upgrade.postgresql`.
     */
    postgresql?: string;
    /**
     * Kafka of the brokers. A later change restarts them one by one.
     */
    kafka?: string;
    /**
     * Valkey of the cache. A later change is made in place, with a failover.
     */
    valkey?: string;
    /**
     * OpenSearch of the search domain. A later change moves the indexes to new nodes.
     */
    opensearch?: string;
  };
  /**
   * Upgrades that must be asked for by name. Taken out again once they are done.
   */
  upgrade?: {
    /**
     * Allows PostgreSQL's major upgrade to `versions.postgresql`; the plan is refused without a snapshot of the last 24 hours.
     */
    postgresql?: {
      /**
       * Major version that runs now.
       */
      from: string;
      /**
       * Name of the snapshot to go back to, made by hand just before.
       */
      snapshot: string;
    };
  };
  /**
   * Parts that someone else owns and this environment only uses: they are read, judged by the same rules as its own, and never changed.
   */
  existing?: {
    /**
     * What an account and region have once: encryption of new volumes, the account's block of public buckets, GuardDuty, Security Hub, the Config recorder, Inspector, Macie, access analysers, the role of OpenSearch. Where a central team runs them, and for every environment but the first of an account, the stack account reads what can be read of them and makes nothing. Left out: the environment makes them, and they stay when it is destroyed.
     */
    account?: {
      /**
       * Who answers for them: a team, or the environment that made them.
       */
      owner: string;
    };
    /**
     * A public zone of this account that a central team keeps: of the domain itself or of a name above it. The platform enters its own records into it and makes no zone; signing its answers and recording the queries is the keeper's. For a zone in another account write domain.dns: delegated or manual instead.
     */
    zone?: {
      /**
       * Who keeps the zone.
       */
      owner: string;
      /**
       * Route 53's id of the hosted zone. That it is public and of the right name is looked at before anything is planned on it.
       */
      zoneId: string;
    };
  };
  /**
   * Who is told when something is wrong. Left out: alarms are shown in CloudWatch, and nobody is told.
   */
  alerts?: {
    /**
     * Address of the people on call, best a list that outlives each of them. AWS sends it a letter once, which somebody must confirm.
     */
    email: string;
    /**
     * What the account may cost in a month, in US dollars, before the people on call are told: at 80 % of it, at all of it, and when the month is going to exceed it. Left out: no budget is made.
     */
    monthlyBudgetUsd?: number;
  };
  /**
   * What rules have to know of this environment and no other part of the file says. Residency, retention, account and neighbours decide the rules' other parameters.
   */
  parameters?: {
    /**
     * Resources that are meant to face the internet, by address, with * for any part of it. Empty: every internet-facing load balancer and ingress is.
     *
     * Items: Address of a resource, or part of it with *.
     */
    declaredEdges?: string[];
    /**
     * Ingresses and gateways of the cluster that stand behind a web application firewall, by address, with * for any part of it; also ingress classes.
     *
     * Items: Address of an entry, or part of it with *, or a class.
     */
    firewalledEntries?: string[];
    /**
     * Address ranges of third parties that workloads may call, beside the neighbours.
     *
     * Items: IPv4 range of a third party.
     */
    declaredEgress?: string[];
    /**
     * What looks for personal data in buckets in the place of Macie. Empty: Macie has to.
     */
    dataDiscovery?: string;
  };
}

/**
 * One DIGIT environment: where it runs, how large it is, who may reach it, and what data it holds. No secrets, no logic.
 */
export interface Environment {
  /**
   * Version of the shape of this file.
   */
  apiVersion: "digit-platform/v1";
  /**
   * Versions of digit-platform that may act on this file, as a semantic-version range.
   */
  kit?: string;
  /**
   * Name of the environment. It becomes part of the names of resources and of the path of the Terraform state, so a later change means a new environment.
   */
  name: string;
  /**
   * Where the platform runs. A later change means a new environment.
   */
  target: "aws";
  /**
   * True for an environment that reaches only the local AWS emulator and never AWS.
   */
  emulator: boolean;
  /**
   * What plans and applies. Both read the same stacks and the same states, so that it can be changed at any time; plans that are there are made again then.
   */
  engine: "terraform" | "opentofu";
  /**
   * The AWS account.
   */
  aws: {
    /**
     * The twelve digits of the only account that the Terraform providers may act on, in quotes. A later change means a new environment.
     */
    accountId: string;
    /**
     * Name of the policy in the account that limits every role that the stacks make; `synth` writes its text, and somebody else than the pipeline must have made it before the first deployment. Left out, roles have no boundary. Later changes are made in place.
     */
    permissionsBoundary?: string;
    /**
     * The pipeline that deploys. `synth` writes the trust documents of its two roles, one that deploys and one that reads. Left out, none are written.
     */
    pipeline?: {
      /**
       * Whose OIDC tokens the roles trust.
       */
      system: "github" | "gitlab";
      /**
       * Host of a GitLab of one's own. Left out, gitlab.com; GitHub needs none.
       */
      host?: string;
      /**
       * The repository, with its owner or group.
       */
      project: string;
      /**
       * From where alone may be deployed: a protected environment of GitHub, a protected branch of GitLab.
       */
      deployFrom: string;
    };
  };
  /**
   * Region of the platform. It must lie in a country that dataProtection.residency allows. A later change means a new environment.
   */
  region: string;
  /**
   * Second region, in the same country, for copies of backups and of the Terraform state.
   */
  recoveryRegion: string;
  /**
   * Named profile of capacity. demo is for trying out, with every protection of the others; the others carry a district, a state, or several states. docs/sizes.md has the figures; a size that does not carry the cities and their retention is refused.
   */
  size: "demo" | "district" | "state" | "national";
  /**
   * The network of the platform.
   */
  network: {
    /**
     * Private IPv4 range of the network, from /16 to /20, cut into edge, application and data tiers in three zones. A change replaces the network.
     */
    cidr: string;
    /**
     * Ranges of networks that are, or will be, joined to this one (State Wide Area Network, other environments). An overlap with network.cidr is refused.
     */
    neighbours: {
      /**
       * IPv4 range of the neighbour.
       */
      [k: string]: string;
    };
  };
  /**
   * Who may do what, until when, and on which way in.
   */
  access: {
    /**
     * People who may approve exceptions and emergency changes. An emergency needs two of them.
     *
     * @minItems 1
     * @maxItems 50
     *
     * Items: One approver.
     */
    approvers: {
      /**
       * Name of the person.
       */
      name: string;
      /**
       * Address that exceptions name in approvedBy.
       */
      email: string;
    }[];
    /**
     * Groups of people with access to the platform, by a short name of your choice.
     */
    groups: {
      /**
       * One group with access.
       */
      [k: string]: {
        /**
         * Name of the group in the single sign-on directory.
         */
        ssoGroup: string;
        /**
         * What the group may do.
         */
        role: "operator" | "developer" | "auditor" | "break-glass";
        /**
         * Party under dataProtection.parties that the people belong to.
         */
        party: "platformOwner" | "administeringAuthority" | "implementingAgency" | "maintenanceTeam";
        /**
         * Why the group needs access.
         */
        purpose: string;
        /**
         * Last day of the access.
         */
        until: string;
      };
    };
    /**
     * How people and the deployment reach the private network: port forwarding by AWS Systems Manager Session Manager, logged, with no open port.
     */
    wayIn: "session-manager";
  };
  /**
   * Who must have signed what `plan` wrote before `deploy` applies it. Left out: the gate alone decides. Whoever may change this file may change this part of it, so keep it where changes are reviewed.
   */
  approval?: {
    /**
     * How many different people must have signed. With two, at least one of them is not the one who planned; no file can prove who that was.
     */
    signatures: number;
    /**
     * Whose signatures count.
     *
     * @minItems 1
     * @maxItems 50
     *
     * Items: One signer.
     */
    signers: {
      /**
       * Address of one of access.approvers, who alone holds or may use the key.
       */
      approver: string;
      /**
       * The public half of an Ed25519 or ECDSA P-256 key: base64 of its DER form, on one line. `openssl pkey -in key.pem -pubout -outform DER | base64 -w0` prints it of a key file, `aws kms get-public-key --key-id … --query PublicKey --output text` of a key in AWS KMS.
       */
      publicKey: string;
    }[];
  };
  /**
   * The state and its cities, as DIGIT names them.
   */
  tenants: {
    /**
     * Tenant of the state.
     */
    state: {
      /**
       * Short code of the state, the first part of every tenant id.
       */
      code: string;
      /**
       * Name of the state.
       */
      name: string;
    };
    /**
     * Cities (urban local bodies) that use the platform.
     *
     * @maxItems 10000
     *
     * Items: Tenant of one city.
     */
    cities: {
      /**
       * Code of the city without the state; the tenant id is the state's code, a dot, and this.
       */
      code: string;
      /**
       * Name of the city.
       */
      name: string;
    }[];
  };
  /**
   * Register of personal data under the Digital Personal Data Protection Act, 2023.
   */
  dataProtection: {
    /**
     * Who owns, runs, builds and maintains the platform.
     */
    parties: {
      /**
       * Owner of the platform.
       */
      platformOwner?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Authority that decides on purposes and means: the data fiduciary.
       */
      administeringAuthority?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Agency that builds and rolls out.
       */
      implementingAgency?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
      /**
       * Team that operates the platform.
       */
      maintenanceTeam?: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * Address for matters of data protection.
         */
        contact?: string;
        /**
         * Country of establishment.
         */
        country?: string;
      };
    };
    /**
     * Data protection officer, or the person who answers questions about processing.
     */
    officer?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Person who receives grievances of citizens.
     */
    grievanceContact?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Purposes of processing, by a short name.
     */
    purposes: {
      /**
       * One purpose.
       */
      [k: string]: {
        /**
         * What is done with the data, in a citizen's words.
         */
        description: string;
        /**
         * Ground of processing. state-service is processing by the State for a subsidy, benefit, service, certificate, licence or permit under the Second Schedule of the DPDP Rules, 2025.
         */
        legalBasis:
          | "consent"
          | "state-service"
          | "state-function"
          | "legal-obligation"
          | "judicial-order"
          | "medical-emergency"
          | "disaster"
          | "employment"
          | "voluntarily-provided";
        /**
         * Categories of data that the purpose needs.
         *
         * @maxItems 100
         *
         * Items: Key of an entry of dataProtection.categories.
         */
        categories?: string[];
      };
    };
    /**
     * Categories of personal data, by a short name.
     */
    categories: {
      /**
       * One category of personal data.
       */
      [k: string]: {
        /**
         * What the category holds.
         */
        description?: string;
        /**
         * Whether a leak would do grave harm (health, money, identity numbers, caste, belief).
         */
        sensitive: boolean;
        /**
         * Whether it holds data of people under 18.
         */
        children: boolean;
        /**
         * Whether it holds data of employees.
         */
        employees: boolean;
        /**
         * Days from the last processing until the data is erased, at least 365 (DPDP Rules, 2025, rule 8(3)). Documents of the category lie below its name in the file store and end by themselves.
         */
        retentionDays: number;
      };
    };
    /**
     * Other bodies that receive or process the data, by a short name.
     */
    thirdParties: {
      /**
       * One third party.
       */
      [k: string]: {
        /**
         * Registered name of the body.
         */
        name: string;
        /**
         * What the body is to the data fiduciary.
         */
        role: "processor" | "recipient" | "joint-fiduciary";
        /**
         * Why the body gets the data.
         */
        purpose: string;
        /**
         * Country in which the body processes the data.
         */
        country: string;
        /**
         * Categories of data that the body gets.
         *
         * @maxItems 100
         *
         * Items: Key of an entry of dataProtection.categories.
         */
        categories?: string[];
        /**
         * Last day of the contract.
         */
        until?: string;
      };
    };
    /**
     * Where data may be stored: every region must lie there.
     */
    residency: "india";
    /**
     * Address of the notice to citizens, by language code.
     */
    notices: {
      /**
       * Address of the notice.
       */
      [k: string]: string;
    };
    /**
     * Ways in which citizens complain about the use of their data.
     *
     * @maxItems 50
     *
     * Items: One channel.
     */
    complaintChannels: {
      /**
       * Kind of channel.
       */
      kind: "phone" | "email" | "web" | "office";
      /**
       * Number, address or place.
       */
      address: string;
    }[];
  };
  /**
   * Audit logs.
   */
  audit: {
    /**
     * Days for which audit logs are kept and cannot be erased, at least 365 (DPDP Rules, 2025, rule 6(1)(e)).
     */
    retentionDays: number;
    /**
     * Point of contact for CERT-In (Directions of 28 April 2022, paragraph (iii)).
     */
    certInContact?: {
      /**
       * Name or office of the person.
       */
      name: string;
      /**
       * Address at which the person is reached.
       */
      email: string;
      /**
       * Telephone number.
       */
      phone?: string;
    };
    /**
     * Bucket with object lock for the log of evidence. Each record is locked for `retentionDays`. Left out: the folder `evidence` of the environment's output.
     */
    evidence?: string;
  };
  /**
   * Objectives of recovery.
   */
  recovery: {
    /**
     * Most minutes of data that a disaster may cost, at least 5.
     */
    rpoMinutes: number;
    /**
     * Most minutes until the platform serves again.
     */
    rtoMinutes: number;
    /**
     * Days for which backups are kept. Point-in-time recovery reaches back 35 days at most; backups beyond that are daily.
     */
    retentionDays: number;
  };
  /**
   * Public name of the platform, who keeps its DNS, and where its certificate comes from. Left out: the platform has no public entry, and the stacks domain and edge are not made.
   */
  domain?: {
    /**
     * Name under which citizens and staff reach the platform; hosts of tenants stand below it. A change means a new certificate and new records.
     */
    name: string;
    /**
     * Who keeps the public DNS. managed: a zone of the platform, to which the registrar of the domain points. delegated: the same for a name below somebody else's zone, which delegates it. manual: somebody else keeps all records and gets a list of them. In each case deploy prints what a person has to enter, ends with 0, and goes on at its next run.
     */
    dns: "managed" | "delegated" | "manual";
    /**
     * Where the certificate comes from. managed: AWS Certificate Manager issues and renews it. given: one that was imported there, named by certificateArn; whoever imported it renews it.
     */
    certificate: "managed" | "given";
    /**
     * The given certificate in AWS Certificate Manager, in the platform's account and region.
     */
    certificateArn?: string;
  };
  /**
   * Versions of what runs, where they are not this release's own (`digit-platform explain` and docs/guide-upgrades.md say which those are). A change is an upgrade, which the plan judges by what is applied.
   */
  versions?: {
    /**
     * Kubernetes of control plane and nodes; one minor version at a time. A later change replaces the nodes one by one.
     */
    kubernetes?: string;
    /**
     * Release of the nodes' image, as EKS names it. Left out, nodes get the newest at each change of Kubernetes. A later change replaces the nodes one by one.
     */
    nodeImage?: string;
    /**
     * Major version of PostgreSQL. A later change is a major upgrade, stops the database for minutes, and needs `upgrade.postgresql`.
     */
    postgresql?: string;
    /**
     * Kafka of the brokers. A later change restarts them one by one.
     */
    kafka?: string;
    /**
     * Valkey of the cache. A later change is made in place, with a failover.
     */
    valkey?: string;
    /**
     * OpenSearch of the search domain. A later change moves the indexes to new nodes.
     */
    opensearch?: string;
  };
  /**
   * Upgrades that must be asked for by name. Taken out again once they are done.
   */
  upgrade?: {
    /**
     * Allows PostgreSQL's major upgrade to `versions.postgresql`; the plan is refused without a snapshot of the last 24 hours.
     */
    postgresql?: {
      /**
       * Major version that runs now.
       */
      from: string;
      /**
       * Name of the snapshot to go back to, made by hand just before.
       */
      snapshot: string;
    };
  };
  /**
   * Parts that someone else owns and this environment only uses: they are read, judged by the same rules as its own, and never changed.
   */
  existing?: {
    /**
     * What an account and region have once: encryption of new volumes, the account's block of public buckets, GuardDuty, Security Hub, the Config recorder, Inspector, Macie, access analysers, the role of OpenSearch. Where a central team runs them, and for every environment but the first of an account, the stack account reads what can be read of them and makes nothing. Left out: the environment makes them, and they stay when it is destroyed.
     */
    account?: {
      /**
       * Who answers for them: a team, or the environment that made them.
       */
      owner: string;
    };
    /**
     * A public zone of this account that a central team keeps: of the domain itself or of a name above it. The platform enters its own records into it and makes no zone; signing its answers and recording the queries is the keeper's. For a zone in another account write domain.dns: delegated or manual instead.
     */
    zone?: {
      /**
       * Who keeps the zone.
       */
      owner: string;
      /**
       * Route 53's id of the hosted zone. That it is public and of the right name is looked at before anything is planned on it.
       */
      zoneId: string;
    };
  };
  /**
   * Who is told when something is wrong. Left out: alarms are shown in CloudWatch, and nobody is told.
   */
  alerts?: {
    /**
     * Address of the people on call, best a list that outlives each of them. AWS sends it a letter once, which somebody must confirm.
     */
    email: string;
    /**
     * What the account may cost in a month, in US dollars, before the people on call are told: at 80 % of it, at all of it, and when the month is going to exceed it. Left out: no budget is made.
     */
    monthlyBudgetUsd?: number;
  };
  /**
   * What rules have to know of this environment and no other part of the file says. Residency, retention, account and neighbours decide the rules' other parameters.
   */
  parameters: {
    /**
     * Resources that are meant to face the internet, by address, with * for any part of it. Empty: every internet-facing load balancer and ingress is.
     *
     * Items: Address of a resource, or part of it with *.
     */
    declaredEdges: string[];
    /**
     * Ingresses and gateways of the cluster that stand behind a web application firewall, by address, with * for any part of it; also ingress classes.
     *
     * Items: Address of an entry, or part of it with *, or a class.
     */
    firewalledEntries: string[];
    /**
     * Address ranges of third parties that workloads may call, beside the neighbours.
     *
     * Items: IPv4 range of a third party.
     */
    declaredEgress: string[];
    /**
     * What looks for personal data in buckets in the place of Macie. Empty: Macie has to.
     */
    dataDiscovery: string;
  };
}
