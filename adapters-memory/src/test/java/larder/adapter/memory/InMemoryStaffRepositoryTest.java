package larder.adapter.memory;

import larder.contracts.StaffRepositoryContract;
import larder.domain.port.StaffRepository;

final class InMemoryStaffRepositoryTest extends StaffRepositoryContract {
    private final StaffRepository staff = InMemory.staff(DEPARTMENTS, EMPLOYEES);

    @Override
    protected StaffRepository repository() {
        return staff;
    }

    @Override
    protected StaffRepository elsewhere() {
        return staff;
    }
}
