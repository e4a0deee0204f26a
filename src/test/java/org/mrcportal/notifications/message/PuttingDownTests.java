package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mrcportal.clients.Contact;
import org.mrcportal.notifications.message.Correspondence.Decision;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.transaction.CannotCreateTransactionException;

/** The database goes away between a message's being taken and that being put down. */
class PuttingDownTests {

    @Test
    void whatWasTakenIsPutDownWhenTheDatabaseIsBackAndNotSentAgain() {
        PhoneNumber number = new PhoneNumber("+998901234567");
        Decision.Send send = new Decision.Send(
                new Contact(null, number, null, false, true, null),
                new Letter(Locale.ENGLISH, "", "text", ""),
                Optional.empty());
        Claims.Claim claim = new Claims.Claim(MessageId.next(), 1, Channel.TEXT, send);
        Claims claims = mock(Claims.class);
        SmsGateway gateway = mock(SmsGateway.class);
        when(claims.next(Channel.TEXT)).thenReturn(Optional.of(claim));
        when(gateway.send(any(), any(), any())).thenReturn(Outcome.TAKEN);
        doThrow(new CannotCreateTransactionException("away"))
                .doNothing()
                .when(claims)
                .settle(claim, Outcome.TAKEN);

        assertThat(new MessageSending(claims, mock(Postman.class), gateway).sendNext(Channel.TEXT))
                .isEqualTo(MessageSending.Step.DONE);
        verify(gateway, times(1)).send(eq(claim.id()), eq(number), eq("text"));
        verify(claims, times(2)).settle(claim, Outcome.TAKEN);
    }
}
