package org.mrcportal.counselling.owndata;

import java.util.List;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.mrcportal.clients.OwnData;
import org.mrcportal.shared.Language;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with the own data. For whoever has proved to be the person. */
@Service
@Transactional
class OwnDataDesk {

    private final OwnData data;
    private final Centres centres;

    OwnDataDesk(OwnData data, Centres centres) {
        this.data = data;
        this.centres = centres;
    }

    List<KeptOfPerson.Section> copy(ClientId client) {
        return data.copy(client);
    }

    void correct(ClientId client, ProofForm form) {
        data.askForCorrection(client, form.aspects(), form.words(), form.key());
    }

    void delete(ClientId client, ProofForm form) {
        data.askForDeletion(client, form.key());
    }

    void withdraw(ClientId client, String purpose) {
        data.withdraw(client, purpose);
    }

    @Transactional(readOnly = true)
    CentreCard centre(CentreId id, Language language) {
        return centres.byId(id, language).orElseThrow();
    }
}
