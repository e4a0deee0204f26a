package org.mrcportal.counselling.interpreter;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Interpreters extends Repository<Interpreter, InterpreterId> {

    Interpreter saveAndFlush(Interpreter interpreter);

    Optional<Interpreter> findById(InterpreterId id);

    Optional<Interpreter> findByOnce(UUID once);
}
