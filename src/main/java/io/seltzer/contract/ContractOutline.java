package io.seltzer.contract;

import java.util.Set;

/// What a contract is about, which can be read though other things in it are wrong.
///
/// @param scopes keys of the scopes that it declares
public record ContractOutline(DatasetName dataset, Set<String> scopes) {
    public ContractOutline {
        scopes = Set.copyOf(scopes);
    }
}
