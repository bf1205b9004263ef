package io.seltzer.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionStateTest {
    private static final Set<InstructionState> FINAL = EnumSet.of(
            InstructionState.completed,
            InstructionState.completedWithFailures,
            InstructionState.completedWithWarnings,
            InstructionState.completedWithErrors,
            InstructionState.failed,
            InstructionState.canceled,
            InstructionState.timedOut);

    @ParameterizedTest
    @EnumSource
    void nothingFollowsAFinalState(InstructionState state) {
        assertThat(state.isFinal()).isEqualTo(FINAL.contains(state));
        assertThat(EnumSet.allOf(InstructionState.class).stream().anyMatch(state::mayBecome))
                .isNotEqualTo(state.isFinal());
    }

    @Test
    void aRequestToStopNeverGoesBackToWork() {
        Set<InstructionState> work =
                EnumSet.of(InstructionState.queued, InstructionState.leased, InstructionState.running);

        assertThat(work).noneMatch(InstructionState.cancelationRequested::mayBecome);
        assertThat(work).noneMatch(InstructionState.timeOutRequested::mayBecome);
    }

    @Test
    void aStatementForAnIllegalChangeCannotBeBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateChange.of(
                        EnumSet.of(InstructionState.running, InstructionState.completed), InstructionState.failed))
                .withMessageContaining("completed to failed");
    }

    @Test
    void aStatementNamesTheStatesFromWhichItMayStart() {
        String sql = StateChange.of(EnumSet.of(InstructionState.queued), InstructionState.canceled)
                .sql("", "id = $2", "null");

        assertThat(sql)
                .contains("set state = 'canceled', ended_at = $1")
                .contains("where state in ('queued') and id = $2");
    }
}
