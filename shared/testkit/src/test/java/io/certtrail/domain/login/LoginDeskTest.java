package io.certtrail.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.domain.users.UserDesk.WithPassword;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LoginDeskTest {
    private static final String GOOD = "a long enough secret";
    private static final String OTHER = "another long secret";

    private final House house = new House();
    private final WithPassword root =
            house.users.createFirst(House.TENANT, "root", House.BY).orElseThrow();

    @Test
    void whoeverHasThePasswordGetsASessionAndThatIsRecorded() {
        User ada = user("ada", Role.VIEWER);
        LoginDesk.Opened opened = login("ADA", GOOD);

        assertThat(opened.user().id()).isEqualTo(ada.id());
        assertThat(house.sessions.use(opened.text()).user().id()).isEqualTo(ada.id());
        Event event = house.recorded("auth.login.success").getLast();
        assertThat(event.actor().name()).isEqualTo("ada");
        assertThat(event.client().ip()).isEqualTo("192.0.2.1");
    }

    @Test
    void aWrongPasswordAnUnknownNameAndADisabledAccountAreRefusedInTheSameWords() {
        User ada = user("ada", Role.VIEWER);
        Refusal wrong = refused("ada", "not this one");
        User _ = house.users.update(
                House.TENANT,
                ada.id(),
                new UserDesk.Update(null, null, User.State.DISABLED),
                OptionalLong.empty(),
                House.BY);
        Refusal disabled = refused("ada", GOOD);
        Refusal unknown = refused("nobody", GOOD);

        for (Refusal refusal : new Refusal[] {wrong, disabled, unknown}) {
            assertThat(refusal.code()).isEqualTo(Code.LOGIN_FAILED);
            assertThat(refusal.detail()).isEqualTo(wrong.detail());
        }
        assertThat(house.recorded("auth.login.failed").stream().map(event -> text(event, "reason")))
                .containsExactly("wrong password", "account disabled", "unknown user");
    }

    @Test
    void fiveFailuresLockAnAccountOnceAndAQuarterOfAnHourLaterItOpens() {
        User _ = user("ada", Role.VIEWER);
        for (int i = 0; i < 5; i++) {
            assertThat(refused("ada", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(refused("ada", GOOD).code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        }
        assertThat(house.recorded("auth.account.locked")).hasSize(1);
        assertThat(house.recorded("auth.login.failed")).hasSize(5);

        house.clock.move(Duration.ofMinutes(15).minusMillis(1));
        assertThat(refused("ada", GOOD).code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        house.clock.move(Duration.ofMillis(1));
        assertThat(login("ada", GOOD).user().username().text()).isEqualTo("ada");
        assertThat(house.recorded("auth.account.unlocked")).hasSize(1);
    }

    @Test
    void refusedAttemptsBecomeOneEntryWithTheirCount() {
        User ada = user("ada", Role.VIEWER);
        for (int i = 0; i < 25; i++) {
            assertThat(refused("ada", "wrong").code().status()).isBetween(401, 429);
        }
        assertThat(house.sweep.sweep(House.TENANT)).isZero();
        house.clock.move(Gate.WINDOW);

        assertThat(house.sweep.sweep(House.TENANT)).isEqualTo(1);
        assertThat(house.sweep.sweep(House.TENANT)).isZero();
        Event last = house.recorded("auth.login.failed").getLast();
        assertThat(last.resource().id()).isEqualTo(ada.id().toString());
        assertThat(last.details().member("count")).isEqualTo(Json.of(20));
    }

    @Test
    void aNameThatNobodyHasIsRefusedLikeAnAccountThatIsLocked() {
        User _ = user("ada", Role.VIEWER);
        for (int i = 0; i < 6; i++) {
            Refusal known = refused("ada", "wrong");
            Refusal unknown = refused("nobody", "wrong");
            assertThat(unknown.code()).isEqualTo(known.code());
            assertThat(unknown.detail()).isEqualTo(known.detail());
            assertThat(unknown.retryAfter()).isEqualTo(known.retryAfter());
        }
        assertThat(house.recorded("auth.account.locked")).hasSize(1);
    }

    @Test
    void aGoodLoginForgetsTheFailuresBeforeIt() {
        User _ = user("ada", Role.VIEWER);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(refused("ada", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
            }
            LoginDesk.Opened _ = login("ada", GOOD);
        }
        assertThat(house.recorded("auth.account.locked")).isEmpty();
    }

    @Test
    void theLastAdministratorIsSlowedAndNotLocked() {
        for (int i = 0; i < 5; i++) {
            assertThat(refused("root", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        }
        assertThat(refused("root", root.password()).code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        house.clock.move(Attempts.SLOWED);
        assertThat(login("root", root.password()).user().mustChangePassword()).isTrue();
        assertThat(house.recorded("auth.account.locked")).isEmpty();
    }

    @Test
    void ofTwoAdministratorsOneAtMostIsLocked() {
        User _ = user("ada", Role.ADMIN);
        for (int i = 0; i < 5; i++) {
            assertThat(refused("ada", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(refused("root", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        }
        assertThat(house.recorded("auth.account.locked")).hasSize(1);
        house.clock.move(Attempts.SLOWED);
        assertThat(refused("ada", GOOD).code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        LoginDesk.Opened _ = login("root", root.password());
    }

    @Test
    void anAddressThatTriesManyNamesIsRefused() {
        Client there = new Client("2001:db8:1:2:3:4:5:6", null);
        for (int i = 0; i < Gate.MOST_OF_AN_ADDRESS; i++) {
            assertThat(refused("name" + i, "wrong", there).code()).isEqualTo(Code.LOGIN_FAILED);
        }
        User _ = user("ada", Role.VIEWER);
        assertThat(refused("ada", GOOD, there).code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
        assertThat(refused("eve", GOOD, new Client("2001:db8:1:2:0:0:0:9", null))
                        .code())
                .isEqualTo(Code.TOO_MANY_ATTEMPTS);
        LoginDesk.Opened _ = login("ada", GOOD);
        house.clock.move(Gate.WINDOW);
        assertThat(house.sweep.sweep(House.TENANT)).isEqualTo(1);
        assertThat(house.logins
                        .login(House.TENANT, "ada", GOOD, there)
                        .user()
                        .username()
                        .text())
                .isEqualTo("ada");
    }

    @Test
    void unlockingLetsSomebodyInAtOnce() {
        User ada = user("ada", Role.VIEWER);
        for (int i = 0; i < 6; i++) {
            assertThat(refused("ada", "wrong").code().status()).isBetween(401, 429);
        }

        assertThat(house.logins.unlock(ada, House.BY)).isTrue();
        assertThat(house.logins.unlock(ada, House.BY)).isFalse();
        LoginDesk.Opened _ = login("ada", GOOD);
        assertThat(text(house.recorded("auth.account.unlocked").getFirst(), "unlockedBy"))
                .isEqualTo("root");
    }

    @Test
    void whoMustChangeTheirPasswordComesInNowhereBefore() {
        LoginDesk.Opened opened = login("root", root.password());
        SessionResolver resolver = new SessionResolver(house.sessions);
        Credential.Session shown = new Credential.Session(opened.text(), false);

        assertThat(resolver.resolve(shown)).isInstanceOf(Resolution.Refused.class);
        User _ = change(opened, root.password(), OTHER);
        assertThat(resolver.resolve(shown)).isInstanceOf(Resolution.Known.class);
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        User _ = user("ada", Role.VIEWER);
        LoginDesk.Opened here = login("ada", GOOD);
        LoginDesk.Opened elsewhere = login("ada", GOOD);
        User _ = change(here, GOOD, OTHER);

        assertThat(house.sessions.use(here.text()).user().mustChangePassword()).isFalse();
        assertThat(isOver(elsewhere)).isTrue();
        assertThat(refused("ada", GOOD).code()).isEqualTo(Code.LOGIN_FAILED);
        assertThat(house.recorded("auth.password.changed")).hasSizeGreaterThan(0);
    }

    @Test
    void aWrongPasswordBeforeTheNewOneCountsAsAFailedLogin() {
        User _ = user("ada", Role.VIEWER);
        LoginDesk.Opened opened = login("ada", GOOD);
        for (int i = 0; i < 5; i++) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> change(opened, "wrong", OTHER));
            assertThat(refusal.code()).isEqualTo(Code.LOGIN_FAILED);
        }
        Refusal locked = catchThrowableOfType(Refusal.class, () -> change(opened, GOOD, OTHER));
        assertThat(locked.code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
    }

    @Test
    void aNewPasswordThatMakesNoneIsRefusedBeforeTheOneBeforeIsLookedAt() {
        User _ = user("ada", Role.VIEWER);
        LoginDesk.Opened opened = login("ada", GOOD);
        for (int i = 0; i < 4; i++) {
            assertThat(refused("ada", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        }
        for (String before : new String[] {GOOD, "a wrong one, and long", "too short"}) {
            for (String after : new String[] {"too short", "Password1234", before}) {
                Refusal refusal = catchThrowableOfType(Refusal.class, () -> change(opened, before, after));
                assertThat(refusal.code()).as(before + ", " + after).isEqualTo(Code.INVALID_BODY);
            }
        }
        assertThat(house.recorded("auth.login.failed")).hasSize(4);
        assertThat(refused("ada", "wrong").code()).isEqualTo(Code.LOGIN_FAILED);
        assertThat(house.recorded("auth.account.locked"))
                .as("the four before still count")
                .hasSize(1);
    }

    @Test
    void sessionsEndByThemselvesByLogoutByDisablingAndFollowTheRole() {
        User ada = user("ada", Role.VIEWER);
        LoginDesk.Opened idle = login("ada", GOOD);
        house.clock.move(Duration.ofMinutes(30));
        assertThat(isOver(idle)).isTrue();

        LoginDesk.Opened used = login("ada", GOOD);
        for (int i = 0; i < 12 * 3 - 1; i++) {
            house.clock.move(Duration.ofMinutes(20));
            assertThat(isOver(used)).isFalse();
        }
        house.clock.move(Duration.ofMinutes(20));
        assertThat(isOver(used)).isTrue();

        LoginDesk.Opened left = login("ada", GOOD);
        LoginDesk.Opened stays = login("ada", GOOD);
        house.sessions.logOut(house.sessions.use(left.text()), House.HERE);
        assertThat(isOver(left)).isTrue();
        assertThat(house.recorded("auth.logout")).hasSize(1);

        User _ = house.users.update(
                House.TENANT, ada.id(), new UserDesk.Update(null, Role.OPERATOR, null), OptionalLong.empty(), House.BY);
        assertThat(house.sessions.use(stays.text()).user().role()).isEqualTo(Role.OPERATOR);
        User _ = house.users.update(
                House.TENANT,
                ada.id(),
                new UserDesk.Update(null, null, User.State.DISABLED),
                OptionalLong.empty(),
                House.BY);
        User _ = house.users.update(
                House.TENANT,
                ada.id(),
                new UserDesk.Update(null, null, User.State.ACTIVE),
                OptionalLong.empty(),
                House.BY);
        assertThat(isOver(stays)).isTrue();
    }

    @Test
    void somebodyElsesSessionIsNoneOfYours() {
        User _ = user("ada", Role.VIEWER);
        User _ = user("eve", Role.VIEWER);
        LoginDesk.Opened ada = login("ada", GOOD);
        LoginDesk.Opened eve = login("eve", GOOD);
        Sessions.Known caller = house.sessions.use(eve.text());

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> house.sessions.revoke(caller, ada.session().id(), House.HERE));
        assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
        house.sessions.revoke(caller, eve.session().id(), House.HERE);
        assertThat(isOver(eve)).isTrue();
        assertThat(isOver(ada)).isFalse();
        assertThat(house.recorded("auth.session.revoked")).hasSize(1);
    }

    @Test
    void controlCharactersTypedForANameAreReplacedInTheEntry() {
        Refusal _ = refused("ada\n{\"action\":\"forged\"}\u202e\u0000" + "x".repeat(200), "wrong");

        String name = text(house.recorded("auth.login.failed").getFirst(), "username");
        assertThat(name).startsWith("ada\uFFFD{").doesNotContain("\n").hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void onlyWhatMakesANameIsMadeAUser() {
        for (String name : new String[] {"", " ada", "a\nb", "a\u0000", "x".repeat(65), "a b", "../ada", "a\u202eb"}) {
            Refusal refusal = catchThrowableOfType(
                    Refusal.class, () -> house.users.create(House.TENANT, name, "", Role.VIEWER, House.BY));
            assertThat(refusal.code()).as(name).isEqualTo(Code.INVALID_BODY);
        }
        Refusal taken = catchThrowableOfType(
                Refusal.class, () -> house.users.create(House.TENANT, "ＲＯＯＴ", "", Role.VIEWER, House.BY));
        assertThat(taken.code()).isIn(Code.USERNAME_TAKEN, Code.INVALID_BODY);
    }

    @Test
    void aPasswordIsLongAndNoneOfTheFirstThatAnybodyTries() {
        User _ = user("ada.lovelace", Role.VIEWER);
        LoginDesk.Opened opened = login("ada.lovelace", GOOD);
        for (String password : new String[] {
            "too short", "x".repeat(129), "Password1234", "aaaaaaaaaaaa", "ada.lovelace", "Ada.Lovelace1", GOOD
        }) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> change(opened, GOOD, password));
            assertThat(refusal.code()).as(password).isEqualTo(Code.INVALID_BODY);
            assertThat(refusal.detail()).doesNotContain(password);
        }
    }

    /** Somebody whose password is {@link #GOOD}, of their own choice. */
    private User user(String name, Role role) {
        WithPassword made = house.users.create(House.TENANT, name, "", role, House.BY);
        return house.users.changePassword(made.user(), GOOD, null, House.BY);
    }

    private User change(LoginDesk.Opened opened, String before, String after) {
        return house.logins.changePassword(house.sessions.use(opened.text()), before, after, house.users, House.HERE);
    }

    private LoginDesk.Opened login(String name, String password) {
        return house.logins.login(House.TENANT, name, password, House.HERE);
    }

    private Refusal refused(String name, String password) {
        return refused(name, password, House.HERE);
    }

    private Refusal refused(String name, String password, Client client) {
        return catchThrowableOfType(Refusal.class, () -> house.logins.login(House.TENANT, name, password, client));
    }

    private boolean isOver(LoginDesk.Opened opened) {
        try {
            Sessions.Known _ = house.sessions.use(opened.text());
            return false;
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(Code.UNAUTHENTICATED);
            return true;
        }
    }

    private static String text(Event event, String detail) {
        return ((Json.Str) event.details().member(detail)).value();
    }
}
